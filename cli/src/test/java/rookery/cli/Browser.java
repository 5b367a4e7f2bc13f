package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A Chromium that is installed, without a window. It never downloads anything; where there is none,
 * tests are skipped, unless {@code ROOKERY_BROWSER=required}.
 */
final class Browser implements AutoCloseable {

    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Would warn that it does not know this Chromium's version of a protocol that is not used. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    /** Why a test is skipped, or fails where a browser is required. */
    static final String MISSING = "no chromium with its chromedriver on the PATH";

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Whether there is one, or there has to be; says so if not. */
    static boolean wanted() {
        boolean wanted =
                browser().isPresent() && find("chromedriver").isPresent()
                        || "required".equals(System.getenv("ROOKERY_BROWSER"));
        if (!wanted) System.err.println(MISSING + ": pages are not looked at");
        return wanted;
    }

    private static Optional<File> browser() {
        return BROWSERS.stream().flatMap(name -> find(name).stream()).findFirst();
    }

    /** Starts one. */
    static Browser start() {
        Optional<File> browser = browser();
        Optional<File> chromedriver = find("chromedriver");
        assertThat(browser).as(MISSING).isPresent();
        assertThat(chromedriver).as(MISSING).isPresent();
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.get());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--hide-scrollbars");
        options.setCapability(
                "goog:loggingPrefs",
                Map.of(
                        LogType.BROWSER,
                        Level.ALL.getName(),
                        LogType.PERFORMANCE,
                        Level.ALL.getName()));
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.get())
                        .usingAnyFreePort()
                        .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static Optional<File> find(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .findFirst();
    }

    /** Opens a file in a window of this width, on a screen of this theme. */
    void open(Path page, int width, String theme) {
        log(LogType.BROWSER);
        log(LogType.PERFORMANCE);
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
        driver.get(page.toUri().toString());
    }

    /** What the console has said since the page was opened. */
    List<String> console() {
        return log(LogType.BROWSER).stream().map(LogEntry::getMessage).toList();
    }

    /** All that was asked for since the page was opened, but for the page and what stands in it. */
    List<String> requests(Path page) {
        List<String> asked = new ArrayList<>();
        for (LogEntry entry : log(LogType.PERFORMANCE)) {
            JsonNode message = JsonMapper.shared().readTree(entry.getMessage()).path("message");
            if (!message.path("method").asString().equals("Network.requestWillBeSent")) continue;
            String address = message.path("params").path("request").path("url").asString();
            if (!address.startsWith("data:") && !address.equals(page.toUri().toString()))
                asked.add(address);
        }
        return asked;
    }

    private List<LogEntry> log(String type) {
        return driver.manage().logs().get(type).getAll();
    }

    /** What a script returns. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Moves the mouse to a place of the window. */
    void point(double x, double y) {
        driver.executeCdpCommand(
                "Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
    }

    /** What is wrong with how the page looks. */
    List<?> problems() throws IOException {
        try (InputStream script = Browser.class.getResourceAsStream("page-checks.js")) {
            return (List<?>) run(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Keeps a picture of the whole page. */
    void screenshot(String name) throws IOException {
        Object data =
                driver.executeCdpCommand(
                                "Page.captureScreenshot",
                                Map.of("format", "png", "captureBeyondViewport", true))
                        .get("data");
        keep(name + ".png", data);
    }

    /** Prints the page, and keeps it. */
    byte[] print(String name) throws IOException {
        Object data =
                driver.executeCdpCommand("Page.printToPDF", Map.of("printBackground", true))
                        .get("data");
        return keep(name + ".pdf", data);
    }

    private static byte[] keep(String name, Object base64) throws IOException {
        byte[] bytes = Base64.getDecoder().decode((String) base64);
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name), bytes);
        return bytes;
    }

    @Override
    public void close() {
        driver.quit();
    }
}

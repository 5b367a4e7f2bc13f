package rookery.report;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;

import rookery.data.InputException;

import java.awt.AWTError;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** SVG as pixels, drawn by JSVG on an image in memory: no screen is needed, but a font. */
public final class Png {

    /** What an image may have: 4 bytes each in memory. */
    private static final double MOST_PIXELS = 64e6;

    private Png() {}

    /**
     * A document as a PNG file's bytes. It must have the colors of one theme: media queries are not
     * known here.
     *
     * @param scale pixels a unit; less for a picture that would have more than 64 million of them
     * @throws InputException if the machine has no fonts
     */
    public static byte[] of(String svg, double scale) {
        requireFonts();
        SVGDocument document =
                Objects.requireNonNull(
                        new SVGLoader()
                                .load(
                                        new ByteArrayInputStream(
                                                Svg.unscoped(svg).getBytes(StandardCharsets.UTF_8)),
                                        null,
                                        LoaderContext.createDefault()),
                        "the picture is not SVG");
        FloatSize size = document.size();
        double most = Math.sqrt(MOST_PIXELS / ((double) size.width * size.height));
        BufferedImage image = draw(document, size, Math.min(scale, most));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) { // else by a file
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage draw(SVGDocument document, FloatSize size, double scale) {
        BufferedImage image =
                new BufferedImage(
                        (int) Math.max(1, Math.floor(size.width * scale)),
                        (int) Math.max(1, Math.floor(size.height * scale)),
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(
                    RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.scale(scale, scale);
            document.renderWithPlatform(
                    NullPlatformSupport.INSTANCE,
                    graphics,
                    new ViewBox(0, 0, size.width, size.height));
        } finally {
            graphics.dispose();
        }
        return image;
    }

    /**
     * Finds out whether text can be drawn here.
     *
     * @throws InputException if not, with what to install
     */
    public static void requireFonts() {
        // Without fonts, or the library that finds them, platforms differ: an exception, an error,
        // an empty list.
        try {
            GraphicsEnvironment here = GraphicsEnvironment.getLocalGraphicsEnvironment();
            if (here.getAvailableFontFamilyNames().length == 0)
                throw new InputException(cure("none"));
        } catch (InputException e) {
            throw e;
        } catch (RuntimeException | AWTError | InternalError | LinkageError e) {
            throw new InputException(cure(String.valueOf(e.getMessage())), e);
        }
    }

    private static String cure(String problem) {
        return "pixels need a font, and Java finds none here (%s); install fontconfig and a font, as with apt-get install fontconfig fonts-dejavu-core, or write .svg, which needs none"
                .formatted(problem);
    }
}

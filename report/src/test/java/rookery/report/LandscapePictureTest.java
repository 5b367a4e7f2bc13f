package rookery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.data.InputException;
import rookery.explain.landscape.Axis;
import rookery.explain.landscape.Landscape;
import rookery.explain.landscape.Surface;
import rookery.explain.landscape.Trail;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;

import javax.imageio.ImageIO;

class LandscapePictureTest {

    private static final double[] GRID = DoubleStream.iterate(-1, x -> x + 0.1).limit(21).toArray();

    @TempDir Path folder;

    private static Surface surface(DoubleBinaryOperator loss) {
        double[][] losses = new double[GRID.length][GRID.length];
        for (int j = 0; j < GRID.length; j++)
            for (int i = 0; i < GRID.length; i++)
                losses[j][i] = loss.applyAsDouble(GRID[i], GRID[j]);
        return new Surface(losses);
    }

    private static Trail trail(String name, double... xy) {
        List<Trail.Point> points = new ArrayList<>();
        for (int p = 0; p < xy.length; p += 2)
            points.add(new Trail.Point(p, xy[p], xy[p + 1], 0, 1, 1));
        return new Trail(name, points);
    }

    private static LandscapePicture plane(
            Surface training, Optional<Surface> validation, Trail... trails) {
        return new LandscapePicture(
                "around the final weights",
                new Landscape(
                        "random directions",
                        new Axis("direction 1", GRID),
                        Optional.of(new Axis("direction 2", GRID)),
                        training,
                        validation,
                        List.of(trails),
                        List.of("a note")),
                List.of("a remark"));
    }

    private static BufferedImage image(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    @Test
    void it_has_axes_levels_paths_and_notes() {
        Drawn drawn =
                Drawn.of(
                        plane(
                                        surface((x, y) -> 0.1 + 9 * (x * x + y * y)),
                                        Optional.of(surface((x, y) -> 0.2 + x * x)),
                                        trail("penguins-1", -0.9, 0.8, 0.1, 0.2, 0, 0),
                                        trail("adam", 0.9, 0.8, 0, 0))
                                .svg(Theme.AUTOMATIC));
        assertThat(drawn.words())
                .contains(
                        "around the final weights",
                        "direction 1",
                        "direction 2",
                        "loss over the training rows",
                        "loss over the validation rows",
                        "penguins-1",
                        "adam",
                        "start",
                        "end",
                        "0.2",
                        "10",
                        "random directions",
                        "a note")
                .doesNotContain("loss is not finite");
        assertThat(drawn.clashes()).isEmpty();
    }

    @Test
    void the_valley_is_dark_and_its_rim_light() throws IOException {
        LandscapePicture picture = plane(surface((x, y) -> x * x + y * y), Optional.empty());
        BufferedImage image = image(picture.png(Theme.LIGHT));
        Drawn drawn = Drawn.of(picture.svg(Theme.LIGHT));
        var frame =
                drawn.elements("clipPath")
                        .getFirst()
                        .getElementsByTagName("rect")
                        .item(0)
                        .getAttributes();
        double left = Double.parseDouble(frame.getNamedItem("x").getNodeValue());
        double top = Double.parseDouble(frame.getNamedItem("y").getNodeValue());
        double side = Double.parseDouble(frame.getNamedItem("width").getNodeValue());
        assertThat(image.getWidth()).isEqualTo((int) (2 * drawn.width()));
        assertThat(image.getHeight()).isEqualTo((int) (2 * drawn.height()));
        assertThat(color(image, left + side / 2, top + side / 2)).isEqualTo(Viridis.at(0));
        assertThat(color(image, left + 3, top + 3)).isEqualTo(Viridis.at(1));
        assertThat(color(image, 2, 2)).isEqualTo(Palette.LIGHT.ground());
    }

    private static String color(BufferedImage image, double x, double y) {
        return "#%06x".formatted(image.getRGB((int) (2 * x), (int) (2 * y)) & 0xffffff);
    }

    @Test
    void holes_are_hatched_and_named() {
        Drawn drawn =
                Drawn.of(
                        plane(surface((x, y) -> x > 0.5 ? Double.NaN : x + y), Optional.empty())
                                .svg(Theme.DARK));
        assertThat(drawn.words()).contains("loss is not finite");
        assertThat(drawn.tooltips()).contains("the loss is not finite here");
        assertThat(drawn.clashes()).isEmpty();
    }

    @Test
    void without_any_finite_loss_there_are_only_holes() {
        Drawn drawn =
                Drawn.of(
                        plane(surface((x, y) -> Double.POSITIVE_INFINITY), Optional.empty())
                                .svg(Theme.DARK));
        assertThat(drawn.words()).contains("loss is not finite");
    }

    @Test
    void what_lies_outside_is_counted() {
        Drawn drawn =
                Drawn.of(
                        plane(
                                        surface((x, y) -> x),
                                        Optional.empty(),
                                        trail("far", 0, 0, 1e30, 5, Double.NaN, 0))
                                .svg(Theme.DARK));
        assertThat(drawn.words())
                .contains("far: 2 of 3 points of its path are outside the picture");
    }

    @Test
    void many_long_names_of_paths_stay_within() {
        List<Trail> trails = new ArrayList<>();
        for (int k = 0; k < 12; k++)
            trails.add(trail("a run with a rather long name, number " + k, 0, 0, 0.1 * k, 0.5));
        Drawn drawn =
                Drawn.of(
                        plane(
                                        surface((x, y) -> x + y),
                                        Optional.empty(),
                                        trails.toArray(Trail[]::new))
                                .svg(Theme.LIGHT));
        assertThat(drawn.clashes()).isEmpty();
    }

    @Test
    void a_line_has_its_losses_as_lines() {
        double[][] losses = {DoubleStream.of(GRID).map(x -> 1 + x * x).toArray()};
        Landscape line =
                new Landscape(
                        "from start to end",
                        new Axis("share", GRID),
                        Optional.empty(),
                        new Surface(losses),
                        Optional.of(new Surface(losses)),
                        List.of(trail("penguins-1", -1, 0, 0, 0, 1, 0)),
                        List.of());
        Drawn drawn =
                Drawn.of(
                        new LandscapePicture("a line", line, List.of("a remark")).svg(Theme.LIGHT));
        assertThat(drawn.words())
                .contains("training", "validation", "path of penguins-1", "share", "loss")
                .contains("a remark");
        assertThat(drawn.clashes()).isEmpty();
    }

    @Test
    void a_file_is_written_as_its_ending_says() throws IOException {
        LandscapePicture picture = plane(surface((x, y) -> x), Optional.empty());
        picture.write(folder.resolve("a.SVG"), Theme.DARK);
        assertThat(Files.readString(folder.resolve("a.SVG"))).isEqualTo(picture.svg(Theme.DARK));
        picture.write(folder.resolve("a.png"), Theme.AUTOMATIC);
        assertThat(Files.readAllBytes(folder.resolve("a.png"))).isEqualTo(picture.png(Theme.LIGHT));
        assertThatThrownBy(() -> picture.write(folder.resolve("a.jpg"), Theme.DARK))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must end in .svg or .png");
        assertThatThrownBy(() -> picture.write(folder.resolve("none/a.svg"), Theme.DARK))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("could not be written");
    }

    @Test
    void pixels_need_no_file_of_their_own() throws IOException {
        LandscapePicture picture = plane(surface((x, y) -> x), Optional.empty());
        byte[] expected = picture.png(Theme.LIGHT);
        Path gone = Files.createDirectory(folder.resolve("gone"));
        ImageIO.setCacheDirectory(gone.toFile());
        try {
            Files.delete(gone);
            assertThat(picture.png(Theme.LIGHT)).isEqualTo(expected);
        } finally {
            ImageIO.setCacheDirectory(null);
        }
    }
}

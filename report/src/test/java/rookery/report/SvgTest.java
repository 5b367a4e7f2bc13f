package rookery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.util.List;

import javax.imageio.ImageIO;

class SvgTest {

    private static final String ODD = "a < b & \"c\" > 'd' \u0001 日 😀\n\tend";

    @Test
    void any_text_is_well_formed_and_stays_itself() {
        Svg svg = new Svg(100, 50, ODD, ODD);
        svg.text(10, 20, ODD, "f-ink", 12);
        svg.explained(ODD, "circle", "cx", 1, "cy", 2, "r", 3, "class", ODD);
        Drawn drawn = Drawn.of(svg.document(Theme.AUTOMATIC));
        String kept = "a < b & \"c\" > 'd' \uFFFD 日 😀  end";
        assertThat(drawn.words()).containsExactly(kept);
        assertThat(drawn.tooltips()).containsExactly(kept, kept);
        assertThat(drawn.elements("desc").getFirst().getTextContent()).isEqualTo(kept);
    }

    @Test
    void it_is_told_to_those_who_do_not_see_it() {
        Drawn drawn = Drawn.of(new Svg(1, 1, "a title", "a description").document(Theme.LIGHT));
        var root = drawn.document().getDocumentElement();
        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getAttribute("aria-labelledby"))
                .isEqualTo(
                        drawn.elements("title").getFirst().getAttribute("id")
                                + " "
                                + drawn.elements("desc").getFirst().getAttribute("id"));
    }

    @Test
    void numbers_have_two_decimals_and_must_be_finite() {
        assertThat(List.of(1.0, -0.001, 2.345, 1e7, 1.5).stream().map(Svg::number))
                .containsExactly("1", "0", "2.34", "10000000", "1.5");
        assertThatThrownBy(() -> Svg.number(Double.NaN)).hasMessageContaining("NaN");
    }

    @Test
    void what_is_begun_must_end() {
        Svg svg = new Svg(1, 1, "", "").open("g");
        assertThatThrownBy(() -> svg.document(Theme.LIGHT)).hasMessageContaining("[g]");
    }

    @Test
    void a_theme_has_one_palette_and_automatic_both() {
        Svg svg = new Svg(1, 1, "", "");
        String light = Palette.LIGHT.ground();
        String dark = Palette.DARK.ground();
        assertThat(svg.document(Theme.LIGHT)).contains(light).doesNotContain(dark, "@media");
        assertThat(svg.document(Theme.DARK)).contains(dark).doesNotContain(light, "@media");
        assertThat(svg.document(Theme.AUTOMATIC))
                .containsSubsequence(light, "@media screen and (prefers-color-scheme:dark)", dark);
    }

    @Test
    void on_a_page_the_rules_of_a_picture_apply_to_it_alone() {
        String light = new Svg(1, 1, "a", "b").document(Theme.LIGHT);
        String dark = new Svg(1, 1, "a", "b").document(Theme.DARK);
        assertThat(scope(light)).isNotEqualTo(scope(dark));
        for (String document : List.of(light, dark)) {
            String rules = document.replaceFirst("(?s).*<style>(.*)</style>.*", "$1");
            assertThat(rules.split("}"))
                    .hasSizeGreaterThan(20)
                    .allMatch(rule -> rule.startsWith("#" + scope(document) + " ."), rules);
        }
    }

    private static String scope(String document) {
        return Drawn.of(document).document().getDocumentElement().getAttribute("id");
    }

    @Test
    void pixels_have_the_scale_and_the_colors() throws Exception {
        Svg svg = new Svg(30, 20, "", "");
        svg.element("rect", "x", 10, "y", 10, "width", 10, "height", 10, "class", "f-0");
        var image = ImageIO.read(new ByteArrayInputStream(Png.of(svg.document(Theme.DARK), 2)));
        assertThat(image.getWidth()).isEqualTo(60);
        assertThat(image.getHeight()).isEqualTo(40);
        assertThat(color(image.getRGB(1, 1))).isEqualTo(Palette.DARK.ground());
        assertThat(color(image.getRGB(30, 30))).isEqualTo(Palette.DARK.series().getFirst());
    }

    private static String color(int rgb) {
        return "#%06x".formatted(rgb & 0xffffff);
    }
}

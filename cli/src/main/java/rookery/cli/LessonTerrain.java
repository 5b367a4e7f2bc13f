package rookery.cli;

import static rookery.cli.LessonPage.number;
import static rookery.cli.LessonPage.text;

import rookery.explain.lesson.Terrain;
import rookery.explain.lesson.Terrain.Walk;
import rookery.report.lesson.Charts;

import java.util.ArrayList;
import java.util.List;

/** The lesson's screen on the loss landscape. */
final class LessonTerrain {

    private static final int WIDTH = 72;
    private static final int ROWS = 13;

    private LessonTerrain() {}

    /** The plane, and the paths on it. */
    static void print(LessonPage page, Terrain terrain) {
        page.say(
                "Each set of weights θ has its loss L(θ): a landscape over %d dimensions, in which"
                        + " training walks downhill. One cannot see %d dimensions, but the plane"
                        + " that holds most of these walks: %.1f %% of how the three descents'"
                        + " weights scatter over %d epochs from the same start.",
                terrain.parameters(),
                terrain.parameters(),
                100 * terrain.explained(),
                terrain.epochs());
        page.space();
        page.chart(
                Charts.landscape(
                        "The mean loss over the training penguins. All paths begin at (0, 0), and"
                                + " each ends at its large marker.",
                        terrain.landscape(),
                        drawing(terrain)));
        page.space();
        page.table(
                List.of("walk", "steps", "way", "distance", "detour", "loss", "on the plane"),
                terrain.walks().stream().map(LessonTerrain::row).toList());
        page.space();
        walks(page, terrain);
        page.tryOut("train penguins --epochs 20", "landscape penguins-1 --plane pca");
    }

    private static void walks(LessonPage page, Terrain terrain) {
        Walk full = terrain.walks().get(0);
        Walk mini = terrain.walks().get(1);
        Walk online = terrain.walks().get(2);
        page.say(
                "The full batch goes straight downhill, across the contours (a detour of %s), but"
                    + " %d steps do not go far. Mini-batches take %s steps to the same epochs and"
                    + " get %.1f times as far. Online descent staggers, as every penguin pulls its"
                    + " own way: its steps add up to %.1f times the distance it gains, and still it"
                    + " ends lowest. Where the slope is steep, its first epoch takes it down to %s;"
                    + " where it is gentle, the other %d take it to %s.",
                text("%.2f", full.detour()),
                full.steps(),
                Numbers.count(mini.steps()),
                mini.distance() / full.distance(),
                online.detour(),
                number(online.lossAfterEpoch()),
                terrain.epochs() - 1,
                number(online.loss()));
    }

    private static List<String> drawing(Terrain terrain) {
        List<String> lines = new ArrayList<>(LandscapePreview.of(terrain.landscape(), WIDTH, ROWS));
        lines.add("a full batch, b mini-batch, c online; capital letters are the ends.");
        lines.add(
                text(
                        "The darker, the higher: losses from %s to %s.",
                        number(terrain.lowest()), number(terrain.highest())));
        return lines;
    }

    private static List<String> row(Walk walk) {
        return List.of(
                walk.name(),
                Numbers.count(walk.steps()),
                text("%.3f", walk.length()),
                text("%.3f", walk.distance()),
                text("%.2f", walk.detour()),
                number(walk.loss()),
                number(walk.lossOnPlane()));
    }
}

package rookery.report.lesson;

import java.util.List;

/**
 * A screen of the lesson, with its numbers: what a terminal shows and what a page has.
 *
 * @param key its name in {@code --json}, and its anchor on a page
 * @param number from 1
 * @param of how many there are
 * @param topic its title
 * @param blocks from top to bottom
 */
public record Screen(String key, int number, int of, String topic, List<Block> blocks) {

    /** Keeps its own list. */
    public Screen {
        blocks = List.copyOf(blocks);
    }
}

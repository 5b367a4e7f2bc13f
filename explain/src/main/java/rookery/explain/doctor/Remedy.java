package rookery.explain.doctor;

import rookery.formats.RunFolder;

import java.util.List;
import java.util.Optional;

/** What to do about a finding, as a line to type or to write. */
public sealed interface Remedy permits Fix, Look, Lines {

    /**
     * What to type after the program's name, for a run; none where a program has to do it.
     *
     * @param folder of the run
     */
    Optional<String> command(RunFolder folder);

    /** Lines of Java that do it. */
    List<String> code();
}

package rookery.benchmarks;

import rookery.benchmarks.PeerProcess.Answer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All that was measured in one go: what stands in the JSON file.
 *
 * @param date of its end
 * @param machine it ran on
 * @param rounds that were wanted
 * @param seconds of a measurement
 * @param cases training and prediction
 * @param coldStarts from process start to exit; may be empty
 */
record Session(
        String date,
        MachineFacts machine,
        int rounds,
        double seconds,
        List<Case> cases,
        List<ColdStart.Times> coldStarts) {

    /**
     * One workload.
     *
     * @param work that all did
     * @param peakBefore GFLOP/s of this machine's fused multiply-adds on all processors, before …
     * @param peakAfter … and after
     * @param idleShare of a processor that those who waited used at most
     * @param ours all measurements of ours
     * @param peers the others
     */
    record Case(
            Workload work,
            double peakBefore,
            double peakAfter,
            double idleShare,
            Series ours,
            List<Series> peers) {

        Optional<Series> peer(String key) {
            return peers.stream().filter(s -> s.key().equals(key) && s.measured()).findFirst();
        }
    }

    /**
     * One library's measurements.
     *
     * @param key of the library
     * @param title of the library
     * @param name with version and way of use, as it says itself; null if it never ran
     * @param problem why there are no measurements, or no more of them; null if there is none
     * @param peakMemory most resident bytes; 0 if unknown
     * @param answers one a round
     * @param beside ours right after each of them; empty for ours
     */
    record Series(
            String key,
            String title,
            String name,
            String problem,
            long peakMemory,
            List<Answer> answers,
            List<Answer> beside) {

        boolean measured() {
            return !answers.isEmpty();
        }

        /** Median of the rounds. */
        double microseconds() {
            return median(answers.stream().mapToDouble(Answer::microseconds).toArray());
        }

        /** Ours to theirs: the median of the ratios of neighbours. */
        double oursToIts() {
            double[] ratios = new double[answers.size()];
            for (int i = 0; i < ratios.length; i++)
                ratios[i] = beside.get(i).microseconds() / answers.get(i).microseconds();
            return median(ratios);
        }
    }

    /** The middle one, or the mean of the two in the middle. */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

package rookery.metrics;

import java.util.Arrays;

/** Scores counted in bins of equal width over [0, 1], as in Keras; see {@link Auc}. */
final class BinnedScores implements Scores {

    /** The most bins a user may ask for: what is finer is for the exact form. */
    static final int MOST = 10_000;

    private final Auc.Curve curve;
    private final Auc.SummationMethod method;
    private final long[] yes;
    private final long[] no;

    /** Bin i has the scores above threshold i, of {@code thresholds}, and not above the next. */
    BinnedScores(int thresholds, Auc.Curve curve, Auc.SummationMethod method) {
        this.curve = curve;
        this.method = method;
        yes = new long[thresholds];
        no = new long[thresholds];
    }

    @Override
    public void add(float score, boolean yes) {
        int last = this.no.length - 1;
        int bin = (int) Math.ceil(Math.clamp((double) score, 0, 1) * last) - 1;
        (yes ? this.yes : no)[Math.max(0, bin)]++;
    }

    @Override
    public long yes() {
        return ClassCounts.sum(yes);
    }

    /** From the highest threshold, above which there is nothing, down to the lowest. */
    @Override
    public double area() {
        long allYes = yes();
        long allNo = ClassCounts.sum(no);
        boolean interpolates = curve == Auc.Curve.PR && method == Auc.SummationMethod.INTERPOLATION;
        double sum = 0;
        long right = 0;
        long wrong = 0;
        for (int i = yes.length - 1; i > 0; i--) {
            long rightHere = right + yes[i - 1];
            long wrongHere = wrong + no[i - 1];
            if (interpolates)
                sum += ratio(interpolated(right, right + wrong, rightHere, wrongHere), allYes);
            else if (curve == Auc.Curve.PR)
                sum +=
                        (ratio(rightHere, allYes) - ratio(right, allYes))
                                * height(
                                        ratio(right, right + wrong),
                                        ratio(rightHere, rightHere + wrongHere));
            else
                sum +=
                        (ratio(wrongHere, allNo) - ratio(wrong, allNo))
                                * height(ratio(right, allYes), ratio(rightHere, allYes));
            right = rightHere;
            wrong = wrongHere;
        }
        return sum;
    }

    /** Keras's closed form of section 4 of Davis and Goadrich 2006: Σ of precision over the right. */
    private static double interpolated(long right, long taken, long rightHere, long wrongHere) {
        long takenHere = rightHere + wrongHere;
        double slope = ratio(rightHere - right, takenHere - taken);
        double intercept = right - slope * taken;
        double ratio = taken > 0 && takenHere > 0 ? (double) takenHere / taken : 1;
        return slope * (rightHere - right + intercept * StrictMath.log(ratio));
    }

    private double height(double left, double right) {
        return switch (method) {
            case INTERPOLATION -> (left + right) / 2;
            case MINORING -> Math.min(left, right);
            case MAJORING -> Math.max(left, right);
        };
    }

    /** 0 where there is nothing to divide by. */
    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    @Override
    public void reset() {
        Arrays.fill(yes, 0);
        Arrays.fill(no, 0);
    }
}

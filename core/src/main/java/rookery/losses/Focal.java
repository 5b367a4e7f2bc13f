package rookery.losses;

import rookery.kernels.Kernels;

import java.util.Arrays;

/** What the two focal losses share. */
final class Focal {

    private Focal() {}

    /** u → u^γ for n numbers of at least 0; 0^γ is 0 for γ &gt; 0, and 1 for γ = 0. */
    static void power(Kernels kernels, float[] u, int at, int n, double gamma) {
        if (gamma == 0) {
            Arrays.fill(u, at, at + n, 1f);
            return;
        }
        kernels.log(u, at, u, at, n);
        for (int e = at; e < at + n; e++) u[e] = (float) (gamma * u[e]);
        kernels.exp(u, at, u, at, n);
    }

    /** Refuses an exponent that is none. */
    static void requireGamma(String loss, double gamma) {
        if (!(gamma >= 0 && gamma < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "%s: gamma must be at least 0 and finite, got %s".formatted(loss, gamma));
    }
}

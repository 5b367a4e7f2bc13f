package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;
import rookery.*;
import java.util.Arrays;

class HessianTest {
    @Test
    void explore() {
        for (GoldenNetworks n : GoldenNetworks.all()) {
            Objective o = Objective.inInference(n.model(), n.data(), Fit.defaults());
            Hessian h = Hessian.of(n.model(), n.data(), Fit.defaults());
            double[] exp = n.numbers("eigenvalues");
            System.out.printf("%s: N=%d noise %.2e step %.2e loss %.2e%n", n, h.parameters(), h.noise(), h.step(), h.loss()/n.number("loss")-1);
            Lanczos l = Lanczos.of(v -> h.times(v).values(), h.parameters(), 2);
            System.out.printf("  lanczos %.5f %.5f of %.5f %.5f min %.5f of %.5f; products %d %b rough %d of %d%n", l.values().get(0)/exp[0]-1, l.values().get(1)/exp[1]-1, exp[0], exp[1], l.smallest(), exp[exp.length-1], l.products(), l.converged(), h.roughProducts(), h.products());
            Hessian.Product p = h.times(h.gradient());
            double along = Vectors.dot(p.values(), h.gradient())/Vectors.dot(h.gradient(),h.gradient());
            System.out.printf("  along %.5f of %.5f step %.1e err %.1e%n", along/n.number("along_gradient")-1, n.number("along_gradient"), p.step(), p.error()/Vectors.length(h.gradient()));
            int before = h.roughProducts();
            long t = System.nanoTime();
            double[] s = Tridiagonal.of(h.matrix(k -> {})).eigenvalues();
            double worst = 0;
            for (int i = 0; i < s.length; i++) worst = Math.max(worst, Math.abs(s[s.length-1-i]-exp[i]));
            System.out.printf("  spectrum worst %.2e of lambda max; rough %d; %.2f s%n", worst/exp[0], h.roughProducts()-before, (System.nanoTime()-t)/1e9);
        }
    }
}

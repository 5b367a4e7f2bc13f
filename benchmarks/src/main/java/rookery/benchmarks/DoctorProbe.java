package rookery.benchmarks;

import rookery.explain.doctor.*;
import java.util.*;

final class DoctorProbe {
    public static void main(String... a) {
        List<DoctorCase> all = new ArrayList<>();
        boolean healthy = a.length > 0 && a[0].equals("healthy");
        all.addAll(healthy ? HealthyCases.all() : BrokenCases.all());
        for (DoctorCase c : all) {
            if (a.length > 1 && !c.code().orElse("").equals(a[1])) continue;
            long t = System.nanoTime();
            try {
                Plan plan = c.plan();
                Trial trial = Trial.of(plan, Doctor.usual(), _ -> {});
                StringBuilder s = new StringBuilder();
                for (Finding f : trial.diagnosis().findings())
                    s.append(' ').append(f.severity().name().charAt(0)).append(':').append(f.code());
                boolean ok = healthy ? trial.diagnosis().findings().stream().allMatch(f -> f.severity() == Severity.NOTE)
                     : trial.diagnosis().findings().stream().anyMatch(f -> f.code().equals(c.code().get()))
                     && trial.diagnosis().findings().getFirst().code().equals(c.cause().or(c::code).get());
                System.out.printf("%s %s | %s %s %s %s | %s |%s | %s %.2fs%n", ok ? "ok  " : "BAD ", c.code().orElse("healthy"), plan.name(), c.layers(), c.optimizer(), c.fault(),
                     trial.run().training(), s, trial.run().stop().reason(), (System.nanoTime() - t) / 1e9);
                if (!ok && a.length > 2 || a.length > 3) for (Finding f : trial.diagnosis().findings()) { System.out.println("      " + f.code() + ": " + f.summary()); f.observed().stream().limit(4).forEach(o -> System.out.println("         " + o)); }
                for (var u : trial.diagnosis().unchecked()) if (u.failed()) System.out.println("      FAILED " + u);
            } catch (RuntimeException e) { System.out.println("EXC " + c.code() + " " + c.fault() + " " + c.layers()); e.printStackTrace(System.out); }
        }
    }
}

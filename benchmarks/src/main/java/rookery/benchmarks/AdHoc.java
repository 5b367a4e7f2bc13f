package rookery.benchmarks;

import rookery.data.*;
import rookery.explain.doctor.*;

final class AdHoc {
    public static void main(String... a) throws Exception {
        for (String line : new String(System.in.readAllBytes()).split("\n")) {
            String[] p = line.split(";");
            DoctorCase c = DoctorCase.of(BundledData.NAMES.get(p[0])).layers(p[1]).optimizer(p[2]).batch(Integer.parseInt(p[3])).epochs(Integer.parseInt(p[4]));
            if (p.length > 5) c = c.output(p[5]);
            Trial trial = Trial.of(c.plan(), Doctor.usual(), _ -> {});
            System.out.println(line + " " + trial.run().training().values());
            for (Finding f : trial.diagnosis().findings()) if (f.severity() != Severity.NOTE) { System.out.println("   " + f.code() + ": " + f.summary()); f.observed().stream().limit(9).forEach(o -> System.out.println("         " + o)); }
            for (var u : trial.diagnosis().unchecked()) System.out.println("   - " + u);
        }
    }
}

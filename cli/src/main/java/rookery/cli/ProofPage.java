package rookery.cli;

import rookery.explain.doctor.Proof;
import rookery.explain.doctor.Proof.Side;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Fixes that were tried: before and after side by side, and as JSON. */
final class ProofPage {

    private static final String VALIDATION = "val_";
    private static final String MAJORITY = "majority";

    private final Page page;
    private final List<Proof> proofs;

    ProofPage(Console console, List<Proof> proofs) {
        page = new Page(console);
        this.proofs = proofs;
    }

    void print() {
        page.space();
        if (proofs.isEmpty()) page.entry("proof", "no finding has a fix that can be tried");
        for (int i = 0; i < proofs.size(); i++) {
            if (i > 0) page.space();
            print(proofs.get(i));
        }
    }

    private void print(Proof proof) {
        page.entry("proof", proof.options());
        page.entry("for", String.join(", ", proof.codes()));
        page.entry("verdict", proof.sentence());
        if (proof.verdict() == Proof.Verdict.NOT_POSSIBLE) return;
        page.space();
        List<List<String>> rows = new ArrayList<>();
        for (String name : names(proof, Side::values))
            rows.add(
                    List.of(
                            words(name),
                            value(proof.before().values(), name),
                            value(proof.after().values(), name)));
        for (String name : names(proof, Side::majority))
            rows.add(
                    List.of(
                            words(name) + " class alone",
                            value(proof.before().majority(), name),
                            value(proof.after().majority(), name)));
        for (String code : proof.codes())
            rows.add(List.of(code, there(proof.before(), code), there(proof.after(), code)));
        rows.add(
                List.of(
                        "epochs",
                        Numbers.count(proof.before().epochs()),
                        Numbers.count(proof.after().epochs())));
        page.table(List.of("", "before", "after"), rows);
        proof.before().stop().ifPresent(stop -> page.entry("before", stop));
        proof.after().stop().ifPresent(stop -> page.entry("after", stop));
    }

    /** The training's values first. */
    private static Set<String> names(Proof proof, Function<Side, Map<String, Double>> of) {
        Set<String> names = new LinkedHashSet<>(of.apply(proof.before()).keySet());
        names.addAll(of.apply(proof.after()).keySet());
        return names;
    }

    private static String words(String name) {
        return name.startsWith(VALIDATION)
                ? "validation " + name.substring(VALIDATION.length())
                : "training " + name;
    }

    private static String value(Map<String, Double> values, String name) {
        return values.containsKey(name) ? Numbers.measure(values.get(name)) : "";
    }

    private static String there(Side side, String code) {
        return side.findings().contains(code) ? "there" : "not there";
    }

    /** The same as a list of objects. */
    List<Map<String, Object>> json() {
        return proofs.stream().map(ProofPage::json).toList();
    }

    private static Map<String, Object> json(Proof proof) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("codes", proof.codes());
        values.put("options", proof.options());
        values.put("code_lines", proof.code());
        values.put("measure", proof.measure());
        values.put("before", json(proof.before()));
        values.put("after", json(proof.after()));
        values.put("verdict", proof.verdict().name().toLowerCase(Locale.ROOT));
        values.put("sentence", proof.sentence());
        return values;
    }

    private static Map<String, Object> json(Side side) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("epochs", side.epochs());
        values.put("values", side.values());
        values.put("majority", side.majority().get(MAJORITY));
        values.put("val_majority", side.majority().get(VALIDATION + MAJORITY));
        values.put("findings", side.findings());
        values.put("stop", side.stop().orElse(null));
        return values;
    }
}

package rookery.explain;

/** What the numbers of a chain of neurons are called, counted from 1; one neuron needs no count. */
record ChainSymbols(int neurons) {

    private static final String OUTPUT = "ŷ";
    private static final String DIGITS = "₀₁₂₃₄₅₆₇₈₉";

    String w(int k) {
        return counted("w", k);
    }

    String b(int k) {
        return counted("b", k);
    }

    String z(int k) {
        return counted("z", k);
    }

    /** What neuron k puts out: h, or ŷ if it is the last. */
    String output(int k) {
        return k == neurons ? OUTPUT : counted("h", k);
    }

    /** What neuron k takes in: the output of the one before it, or x. */
    String input(int k) {
        return k == 1 ? "x" : output(k - 1);
    }

    private String counted(String name, int k) {
        if (neurons == 1) return name;
        StringBuilder symbol = new StringBuilder(name);
        Integer.toString(k).chars().forEach(digit -> symbol.append(DIGITS.charAt(digit - '0')));
        return symbol.toString();
    }

    static String derivative(String of, String by) {
        return "∂" + of + "/∂" + by;
    }
}

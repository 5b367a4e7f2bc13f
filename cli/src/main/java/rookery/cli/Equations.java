package rookery.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Equations below each other, their signs aligned: name = symbols = numbers = value. One that is too
 * long for a line has a line for each of its sides.
 */
final class Equations {

    private static final String EQUALS = " = ";
    private static final String TIMES = " · ";

    /** A side is a product; the last side is the value. */
    private record Equation(String name, List<List<String>> sides) {}

    private final List<Equation> equations = new ArrayList<>();

    /** Adds name = side = side; a side that repeats the one before it is left out. */
    Equations add(String name, String... sides) {
        List<List<String>> products = new ArrayList<>();
        for (String side : sides)
            if (products.isEmpty() || !products.getLast().getFirst().equals(side))
                products.add(List.of(side));
        equations.add(new Equation(name, products));
        return this;
    }

    /** Adds name = a · b = 1 · 2 = value. */
    Equations product(String name, List<String> symbols, List<String> numbers, String value) {
        equations.add(new Equation(name, List.of(symbols, numbers, List.of(value))));
        return this;
    }

    /** The lines, no longer than the width as far as the parts allow. */
    List<String> lines(int width) {
        List<Equation> aligned = new ArrayList<>(equations);
        int[] columns = columns(aligned);
        while (!aligned.isEmpty() && total(columns) > width) {
            aligned.remove(aligned.stream().max(Comparator.comparingInt(Equations::size)).get());
            columns = columns(aligned);
        }
        boolean signs = aligned.stream().anyMatch(Equations::negative);
        List<String> lines = new ArrayList<>();
        for (Equation equation : equations)
            if (aligned.contains(equation)) lines.add(line(equation, columns, signs));
            else lines.addAll(stacked(equation, width));
        return lines;
    }

    /** The widths of the name and the sides; the value has the last column in every equation. */
    private static int[] columns(List<Equation> equations) {
        int sides = equations.stream().mapToInt(e -> e.sides.size()).max().orElse(0);
        int[] widths = new int[1 + sides];
        for (Equation equation : equations) {
            widths[0] = Math.max(widths[0], equation.name.length());
            for (int k = 0; k < equation.sides.size(); k++) {
                int at = column(equation, k, widths);
                int sign = at == sides && !negative(equation) ? 1 : 0;
                widths[at] = Math.max(widths[at], sign + cell(equation, k).length());
            }
        }
        return widths;
    }

    private static int column(Equation equation, int side, int[] widths) {
        return side == equation.sides.size() - 1 ? widths.length - 1 : 1 + side;
    }

    private static String cell(Equation equation, int side) {
        return String.join(TIMES, equation.sides.get(side));
    }

    private static int total(int[] columns) {
        int total = EQUALS.length() * (columns.length - 1);
        for (int column : columns) total += column;
        return total;
    }

    private static int size(Equation equation) {
        return total(columns(List.of(equation)));
    }

    private static boolean negative(Equation equation) {
        return equation.sides.getLast().getFirst().startsWith("-");
    }

    /** With signs, values that have none begin where the digits of the others do. */
    private static String line(Equation equation, int[] columns, boolean signs) {
        StringBuilder line = new StringBuilder(pad(equation.name, columns[0]));
        int at = 1;
        for (int k = 0; k < equation.sides.size(); k++) {
            int column = column(equation, k, columns);
            for (; at < column; at++) line.append(" ".repeat(EQUALS.length() + columns[at]));
            line.append(EQUALS);
            boolean value = at == columns.length - 1;
            if (value && signs && !negative(equation)) line.append(' ');
            line.append(pad(cell(equation, k), columns[at++]));
        }
        return line.toString().stripTrailing();
    }

    /** A line for each side; the factors of products below each other, as many as fit at a time. */
    private static List<String> stacked(Equation equation, int width) {
        int factors = equation.sides.getFirst().size();
        List<String> lines = new ArrayList<>();
        String lead = equation.name + EQUALS;
        String indent = " ".repeat(equation.name.length());
        for (int from = 0; from < factors; ) {
            int to = last(equation, from, width - lead.length());
            for (List<String> side : equation.sides) {
                if (side.size() < factors) continue;
                boolean first = lines.isEmpty();
                String sign = from == 0 ? EQUALS : TIMES;
                lines.add(
                        ((first ? equation.name : indent) + sign + part(equation, side, from, to))
                                .stripTrailing());
            }
            from = to;
        }
        for (List<String> side : equation.sides)
            if (side.size() < factors) lines.add(indent + EQUALS + side.getFirst());
        return lines;
    }

    /** The end of the factors from {@code from} that fit; one at least. */
    private static int last(Equation equation, int from, int width) {
        int factors = equation.sides.getFirst().size();
        int used = factorWidth(equation, from);
        int to = from + 1;
        while (to < factors && used + TIMES.length() + factorWidth(equation, to) <= width)
            used += TIMES.length() + factorWidth(equation, to++);
        return to;
    }

    private static int factorWidth(Equation equation, int factor) {
        return equation.sides.stream()
                .filter(side -> side.size() > factor && side.size() > 1)
                .mapToInt(side -> side.get(factor).length())
                .max()
                .orElse(0);
    }

    private static String part(Equation equation, List<String> side, int from, int to) {
        List<String> cells = new ArrayList<>();
        for (int k = from; k < to; k++) cells.add(pad(side.get(k), factorWidth(equation, k)));
        return String.join(TIMES, cells);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}

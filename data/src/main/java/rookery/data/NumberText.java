package rookery.data;

import java.util.Locale;

/**
 * How tables write numbers: {@code [+-] digits [mark digits] [e [+-] digits]}, at least one digit
 * before the exponent. What Java reads beyond that ({@code 1f}, {@code 0x1p3}, {@code Infinity}) is
 * text, and so is a number too large for a {@code double}.
 */
final class NumberText {
    private static final double EXACT_INTEGERS = 1e15;

    private NumberText() {}

    /** The number that {@code text} writes with this decimal mark, or NaN if it is none. */
    static double parse(String text, char mark) {
        if (!isNumber(text, mark)) return Double.NaN;
        double value = Double.parseDouble(mark == '.' ? text : text.replace(mark, '.'));
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    static boolean isNumber(String text, char mark) {
        int at = afterSign(text, 0);
        int point = afterDigits(text, at);
        int end = isAt(text, point, mark) ? afterDigits(text, point + 1) : point;
        boolean noDigit = end == at || (end == at + 1 && point == at);
        if (noDigit) return false;
        if (!isAt(text, end, 'e') && !isAt(text, end, 'E')) return end == text.length();
        int exponent = afterSign(text, end + 1);
        return exponent < text.length() && afterDigits(text, exponent) == text.length();
    }

    /** The shortest text that reads as {@code value}, a whole number without a point. */
    static String print(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < EXACT_INTEGERS;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }

    /** {@code value} with four significant digits, or as a whole number of five to nine, for sentences. */
    static String brief(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < EXACT_INTEGERS) return print(value);
        return String.format(Locale.ROOT, size >= 1e4 && size < 1e9 ? "%.0f" : "%.4g", value);
    }

    private static boolean isAt(String text, int at, char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private static int afterSign(String text, int at) {
        return isAt(text, at, '-') || isAt(text, at, '+') ? at + 1 : at;
    }

    private static int afterDigits(String text, int at) {
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
        return at;
    }
}

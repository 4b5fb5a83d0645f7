package org.pvswatch.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.LocalDate;

/** What becomes of text that is entered as if typed, and how a value is shown. */
final class Typed {
    private static final int DAY_ZERO = 25_569;

    private Typed() {}

    static Object of(String text) {
        if (text.startsWith("=") || text.startsWith("+") || text.startsWith("-") && !text.matches("-[\\d.]+")) {
            return new EmulatedSheet.Formula(text);
        }
        if (text.startsWith("'")) {
            return text.substring(1);
        }
        if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return (double) (LocalDate.parse(text).toEpochDay() + DAY_ZERO);
        }
        if (text.matches("-?\\d+(\\.\\d+)?")) {
            return Double.valueOf(text);
        }
        if (text.matches("\\d+(\\.\\d+)?%")) {
            return Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
        }
        return text.matches("(?i)true|false") ? Boolean.valueOf(text) : text;
    }

    static JsonNode shown(Object value, String render) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value instanceof EmulatedSheet.Formula formula) {
            return nodes.textNode("FORMULA".equals(render) ? formula.text() : "#ERROR!");
        }
        if (value instanceof Double number) {
            BigDecimal plain = new BigDecimal(number.toString()).stripTrailingZeros();
            return "FORMATTED_VALUE".equals(render)
                    ? nodes.textNode(plain.toPlainString())
                    : plain.scale() <= 0 ? nodes.numberNode(plain.longValue()) : nodes.numberNode(number);
        }
        if (value instanceof Boolean bool) {
            return "FORMATTED_VALUE".equals(render) ? nodes.textNode(bool ? "TRUE" : "FALSE") : nodes.booleanNode(bool);
        }
        return nodes.textNode(value.toString());
    }
}

// Reads every view of trade_bi through JDBC and prints what came, in the form
// of read.py: Read HOST PORT DATABASE USER PASSWORD VIEW...  With the views it
// prints how many of their columns have a remark, as tools show it.

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

class Read {
    static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    static String written(Object value) {
        if (value == null)
            return "\\N";
        if (value instanceof Boolean b)
            return b ? "t" : "f";
        if (value instanceof Integer || value instanceof Long || value instanceof String)
            return value.toString();
        if (value instanceof Double d)
            return String.format("%016x", Double.doubleToLongBits(d));
        if (value instanceof Date d)
            return d.toLocalDate().toString();
        return "a " + value.getClass().getName();
    }

    static void record(List<String> fields) {
        OUT.print(String.join("\u001f", fields) + "\u001e");
    }

    public static void main(String[] args) throws Exception {
        String url = "jdbc:postgresql://" + args[0] + ":" + args[1] + "/" + args[2];
        try (Connection connection = DriverManager.getConnection(url, args[3], args[4]);
             Statement statement = connection.createStatement()) {
            for (int view = 5; view < args.length; view++) {
                int remarks = 0;
                try (ResultSet columns = connection.getMetaData().getColumns(null, "trade_bi", args[view], null)) {
                    while (columns.next())
                        if (columns.getString("REMARKS") != null)
                            remarks++;
                }
                try (ResultSet rows = statement.executeQuery("SELECT * FROM trade_bi." + args[view])) {
                    ResultSetMetaData columns = rows.getMetaData();
                    List<String> types = new ArrayList<>();
                    for (int i = 1; i <= columns.getColumnCount(); i++)
                        types.add(columns.getColumnName(i) + " " + columns.getColumnClassName(i));
                    record(List.of("view", args[view], Integer.toString(remarks)));
                    record(types);
                    while (rows.next()) {
                        List<String> fields = new ArrayList<>();
                        for (int i = 1; i <= columns.getColumnCount(); i++)
                            fields.add(written(rows.getObject(i)));
                        record(fields);
                    }
                }
            }
        }
        OUT.flush();
    }
}

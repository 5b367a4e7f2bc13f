/**
 * From a file to a prediction in the file's own terms.
 *
 * {@snippet :
 * Table table = CsvFile.read(Path.of("customers.csv"), CsvOptions.defaults());
 * PreparedTable data = PreparedTable.of(table, TableOptions.defaults().target("churn"));
 * data.report().sentences().forEach(System.out::println); // what became of rows and columns
 *
 * TableEncoding encoding = data.encoding();
 * Sequential network =
 *         Sequential.of(
 *                 encoding.inputs(),
 *                 new Dense(16, new Relu()),
 *                 new Dense(encoding.outputs(), new Softmax()));
 * Learner learner = network.compile("categorical_crossentropy", "adam", "accuracy");
 * Run run = learner.fit(data.training(), Fit.defaults().epochs(50));
 *
 * TableModel model = new TableModel(encoding, run.model());
 * model.predict(Map.of("age", 41, "plan", "basic", "calls", 3)).text();      // "yes"
 * model.evaluate(CsvFile.read(Path.of("new.csv"), CsvOptions.defaults()));
 * }
 *
 * The stations, in this order:
 *
 * <ol>
 *   <li>{@link rookery.data.DataSource} finds data by name: {@link rookery.data.BundledData} or a
 *       {@link rookery.data.CsvFile}.
 *   <li>A {@link rookery.data.Table} has columns, {@link rookery.data.NumberColumn} or {@link
 *       rookery.data.TextColumn}; missing values are part of them.
 *   <li>{@link rookery.data.TableOptions} say what is to be learned.
 *   <li>{@link rookery.data.PreparedTable} chooses and splits rows and fits a {@link
 *       rookery.data.TableEncoding} to the training rows: a {@link rookery.data.ColumnEncoder} a
 *       column, and a {@link rookery.data.TargetEncoding}. Its {@link rookery.data.TableReport}
 *       leaves no row and no column unmentioned.
 *   <li>{@link rookery.data.TableModel} is the encoding with the trained network.
 * </ol>
 *
 * <p>Input that cannot be used is an {@link rookery.data.InputException}, whose message is the
 * whole story.
 */
package rookery.data;

/**
 * What is kept of a training, and how it is found again. A guided tour:
 *
 * <ol>
 *   <li>{@link rookery.formats.ModelFile}: a model in a file, {@code model.rookery}, with the
 *       encoding of the table it was trained on. Its weights are a safetensors file inside, which
 *       Python reads, too.
 *   <li>{@link rookery.formats.RunStore}: the folder of runs. It makes a {@link
 *       rookery.formats.RunFolder} for a new one, lists them, and finds the model a user means.
 *   <li>{@link rookery.formats.RunRecorder}: the callback that fills the folder while a training
 *       goes on: {@link rookery.formats.RecordedRun run.json}, {@code history.csv}, {@link
 *       rookery.formats.Snapshots snapshots}, what callbacks changed, and at the end the model and the {@link
 *       rookery.formats.RunResults results}.
 *   <li>{@link rookery.formats.Replay}: a recorded training at any of its steps, bit for bit; {@link
 *       rookery.formats.Resumption} goes on where it stopped.
 *   <li>{@link rookery.formats.RunDescription}: the part of {@code run.json} that it takes to train
 *       the same once more.
 *   <li>{@link rookery.formats.ModelCheckpoint} and {@link rookery.formats.CsvLogger}: callbacks for
 *       a training without a run's folder.
 *   <li>{@link rookery.formats.CustomMembers}: the user's own layers, losses … that files may name.
 * </ol>
 *
 * {@snippet :
 * RunFolder folder = new RunStore(Path.of("runs")).create("penguins");
 * try (RunRecorder recorder = RunRecorder.begin(folder, description, Optional.of(encoding))) {
 *     Run run = learner.fit(training, validation, fit, recorder);
 *     System.out.println(recorder.finish(run).json());
 * }
 * TableModel model = folder.model().tableModel();
 * }
 *
 * <p>Files are written so that each is as it was or complete, and read as if a stranger had made
 * them: nothing is allocated that the file has not proved, no class is made of a name in a file, and
 * whatever is wrong is an {@link rookery.data.InputException} that says where, what was expected,
 * what came and what to do.
 *
 * <p>Inside: {@code Json} and {@code Family} turn descriptions into JSON, {@code SafetensorsWriter},
 * {@code SafetensorsReader} and {@code Weights} parameters into tensors, {@code ModelZip} puts both
 * into one file, and {@code AtomicFile} writes it.
 */
package rookery.formats;

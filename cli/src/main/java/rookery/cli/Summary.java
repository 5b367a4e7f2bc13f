package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import rookery.Learner;
import rookery.Sequential;
import rookery.data.ColumnEncoder;
import rookery.data.TableEncoding;
import rookery.formats.ModelFile;
import rookery.layers.Frozen;
import rookery.layers.Layer;
import rookery.layers.Residual;
import rookery.metrics.Metric;
import rookery.report.NetworkDrawing;
import rookery.tensor.ParameterSpec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code rookery summary}: what a model is made of. */
@Command(
        name = "summary",
        abbreviateSynopsis = true,
        description = {
            "Shows a model's layers, shapes and parameters, its inputs and their encoding.",
            "Or draws it: each unit and weight of a small network, each layer of a large one."
        },
        footer = {
            "",
            "Examples:",
            "  rookery summary penguins-1",
            "  rookery summary penguins-1 --svg network.svg",
            "  rookery summary penguins-1 --out network.png --theme dark"
        })
final class Summary implements Callable<Integer> {

    private static final String SVG = "--svg";

    private final Console console;

    @Mixin private ModelArgument model;

    @Option(
            names = SVG,
            paramLabel = "FILE",
            description = "Draw the network to this file, as --out does.")
    private Optional<Path> svg;

    @Mixin private OutFiles out;
    @Mixin private CommonOptions common;

    Summary(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        svg.ifPresent(file -> out.add(file, SVG));
        out.check(OutFiles.PICTURES);
        ModelFile file = model.read(console);
        out.keep(model.place(), "belongs to the model " + model.name());
        List<Path> written = out.write(NetworkDrawing.of(model.name(), file), Map.of());
        if (common.json()) json(file, written);
        else text(file, written);
        return 0;
    }

    private void text(ModelFile file, List<Path> written) {
        Learner learner = file.model().learner();
        Page page = new Page(console);
        page.entry("model", model.name());
        file.encoding()
                .ifPresent(encoding -> {
                    page.entry(
                            "target",
                            encoding.target().column() + ": " + encoding.target().describe());
                    for (ColumnEncoder feature : encoding.features())
                        page.entry("inputs", feature.column() + ": " + feature.describe());
                    if (!encoding.required().isEmpty())
                        page.entry(
                                "left out",
                                "rows that miss one of " + String.join(", ", encoding.required()));
                });
        page.entry("network", Descriptions.of(learner.network()));
        page.entry(
                "learned",
                Descriptions.of(learner.loss()) + ", " + Descriptions.of(learner.optimizer()));
        page.entry("sha-256", file.model().weightsSha256());
        for (Path drawn : written) page.entry("drawn", drawn.toString());
        page.space();
        page.table(
                List.of("layer", "kind", "inputs", "outputs", "tensors", "parameters"),
                layers(learner.network()));
    }

    private static List<List<String>> layers(Sequential network) {
        List<List<String>> rows = new ArrayList<>();
        for (int k = 0; k < network.layers().size(); k++)
            addRows(network.names().get(k), network.layers().get(k), network.width(k), rows);
        return rows;
    }

    /** A layer's row, and those of the layers in a block. */
    private static void addRows(String name, Layer layer, int inputs, List<List<String>> rows) {
        Layer inner = layer instanceof Frozen frozen ? frozen.layer() : layer;
        List<ParameterSpec> specs = layer.parameters(inputs);
        boolean block = inner instanceof Residual;
        rows.add(
                List.of(
                        name,
                        block ? "residual block, summed with its inputs" : Descriptions.of(layer),
                        Numbers.count(inputs),
                        Numbers.count(layer.outputs(inputs)),
                        block
                                ? ""
                                : specs.stream()
                                        .map(Summary::tensor)
                                        .collect(Collectors.joining(", ")),
                        Numbers.count(specs.stream().mapToLong(ParameterSpec::count).sum())));
        if (!(inner instanceof Residual residual)) return;
        int width = inputs;
        for (int k = 0; k < residual.layers().size(); k++) {
            Layer part = residual.layers().get(k);
            addRows(name + "/" + residual.names().get(k), part, width, rows);
            width = part.outputs(width);
        }
    }

    /** A tensor's own name and shape: {@code kernel 3×16}. */
    private static String tensor(ParameterSpec spec) {
        String name = spec.name().substring(spec.name().lastIndexOf('/') + 1);
        return name
                + " "
                + spec.shape().stream().map(String::valueOf).collect(Collectors.joining("×"));
    }

    private void json(ModelFile file, List<Path> written) {
        Learner learner = file.model().learner();
        Sequential network = learner.network();
        JsonAnswer answer =
                new JsonAnswer()
                        .put("model", model.name())
                        .put("parameters", network.parameterCount())
                        .put("layers", jsonLayers(network))
                        .put("loss", Descriptions.of(learner.loss()))
                        .put("optimizer", Descriptions.of(learner.optimizer()))
                        .put("metrics", learner.metrics().stream().map(Metric::name).toList())
                        .put("weights_sha256", file.model().weightsSha256());
        file.encoding()
                .ifPresent(encoding -> {
                    answer.put("target", encoding.target().column());
                    answer.put("inputs", encoding.inputNames());
                    answer.put("encoding", fates(encoding));
                });
        if (!written.isEmpty()) answer.put("out", written.stream().map(Path::toString).toList());
        answer.print(console);
    }

    private static Map<String, String> fates(TableEncoding encoding) {
        Map<String, String> fates = new LinkedHashMap<>();
        encoding.features().forEach(feature -> fates.put(feature.column(), feature.describe()));
        fates.put(encoding.target().column(), encoding.target().describe());
        return fates;
    }

    private static List<Map<String, Object>> jsonLayers(Sequential network) {
        List<Map<String, Object>> layers = new ArrayList<>();
        for (int k = 0; k < network.layers().size(); k++) {
            Map<String, Object> layer = new LinkedHashMap<>();
            layer.put("name", network.names().get(k));
            layer.put("kind", network.layers().get(k).kind());
            layer.put("description", Descriptions.of(network.layers().get(k)));
            layer.put("inputs", network.width(k));
            layer.put("outputs", network.width(k + 1));
            Map<String, List<Integer>> shapes = new LinkedHashMap<>();
            for (ParameterSpec spec : network.parametersOf(k))
                shapes.put(spec.name(), spec.shape());
            layer.put("shapes", shapes);
            layer.put(
                    "parameters",
                    network.parametersOf(k).stream().mapToLong(ParameterSpec::count).sum());
            layers.add(layer);
        }
        return layers;
    }
}

package rookery.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.lang.model.element.Modifier;

/** Sizes, documentation, and sums that belong into the kernels. */
class SourceRulesTest {

    private static final int FILE_LINES = 400;
    private static final int FUNCTION_LINES = 40;
    private static final int KERNEL_LINES = 80;

    @Test
    void a_file_has_at_most_400_lines() {
        List<String> longFiles = new ArrayList<>();
        for (Path file : Sources.all()) {
            long lines = Sources.text(file).lines().count();
            if (lines > FILE_LINES) longFiles.add(Sources.name(file) + ": " + lines);
        }
        assertThat(longFiles).isEmpty();
    }

    @Test
    void a_function_has_at_most_40_lines_and_a_kernel_80() {
        List<String> longFunctions = new ArrayList<>();
        Sources.parse(
                Sources.all(),
                (file, unit, trees) -> {
                    int most = Sources.isIn("kernels", file) ? KERNEL_LINES : FUNCTION_LINES;
                    new TreePathScanner<Void, Void>() {
                        @Override
                        public Void visitMethod(MethodTree method, Void nothing) {
                            long lines = lines(unit, trees, method.getBody());
                            if (lines > most)
                                longFunctions.add(
                                        "%s %s: %d"
                                                .formatted(
                                                        Sources.name(file),
                                                        method.getName(),
                                                        lines));
                            return super.visitMethod(method, nothing);
                        }
                    }.scan(unit, null);
                });
        assertThat(longFunctions).isEmpty();
    }

    private static long lines(CompilationUnitTree unit, Trees trees, Tree body) {
        if (body == null) return 0;
        long start = trees.getSourcePositions().getStartPosition(unit, body);
        long end = trees.getSourcePositions().getEndPosition(unit, body);
        // A compact constructor's or generated body has no place of its own.
        if (start < 0 || end < 0) return 0;
        return unit.getLineMap().getLineNumber(end) - unit.getLineMap().getLineNumber(start) + 1;
    }

    @Test
    void everything_public_is_documented() {
        List<String> silent = new ArrayList<>();
        List<Path> shipped =
                Sources.shipped().stream()
                        .filter(file -> !file.endsWith("module-info.java"))
                        .filter(file -> !file.endsWith("package-info.java"))
                        .toList();
        Sources.parse(
                shipped,
                (file, unit, trees) ->
                        new Undocumented(file, (DocTrees) trees, silent).scan(unit, null));
        assertThat(silent).isEmpty();
    }

    /** Public types and members of public types without a Javadoc. */
    private static final class Undocumented extends TreePathScanner<Void, Void> {
        private final Path file;
        private final DocTrees trees;
        private final List<String> silent;

        Undocumented(Path file, DocTrees trees, List<String> silent) {
            this.file = file;
            this.trees = trees;
            this.silent = silent;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (!isPublic(type.getModifiers())) return null;
            require(type.getSimpleName().toString());
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            ModifiersTree modifiers = method.getModifiers();
            boolean overrides =
                    modifiers.getAnnotations().stream()
                            .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
            boolean written =
                    trees.getSourcePositions()
                                    .getEndPosition(getCurrentPath().getCompilationUnit(), method)
                            > 0;
            if (isPublic(modifiers) && !overrides && written) require(method.getName().toString());
            return null;
        }

        private boolean isPublic(ModifiersTree modifiers) {
            if (modifiers.getFlags().contains(Modifier.PUBLIC)) return true;
            TreePath parent = getCurrentPath().getParentPath();
            return parent.getLeaf().getKind() == Tree.Kind.INTERFACE
                    && !modifiers.getFlags().contains(Modifier.PRIVATE);
        }

        private void require(String name) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment == null) silent.add(Sources.name(file) + " " + name);
        }
    }

    @Test
    void outside_of_kernels_nothing_is_added_up_in_single_precision() {
        List<String> sums = new ArrayList<>();
        List<Path> others =
                Sources.shipped().stream().filter(file -> !Sources.isIn("kernels", file)).toList();
        Sources.parse(others, (file, unit, trees) -> new FloatSums(file, sums).scan(unit, null));
        assertThat(sums).isEmpty();
    }

    /** {@code sum += …} in a loop, where sum is a float. */
    private static final class FloatSums extends TreePathScanner<Void, Void> {
        private final Path file;
        private final List<String> found;
        private final Set<String> floats = new HashSet<>();
        private int loops;

        FloatSums(Path file, List<String> found) {
            this.file = file;
            this.found = found;
        }

        @Override
        public Void visitVariable(VariableTree variable, Void nothing) {
            String name = variable.getName().toString();
            if (variable.getType() != null && variable.getType().toString().equals("float"))
                floats.add(name);
            else floats.remove(name);
            return super.visitVariable(variable, nothing);
        }

        @Override
        public Void visitCompoundAssignment(CompoundAssignmentTree assignment, Void nothing) {
            boolean sum =
                    assignment.getKind() == Tree.Kind.PLUS_ASSIGNMENT
                            || assignment.getKind() == Tree.Kind.MINUS_ASSIGNMENT;
            if (sum
                    && loops > 0
                    && assignment.getVariable() instanceof IdentifierTree variable
                    && floats.contains(variable.getName().toString()))
                found.add(Sources.name(file) + ": " + assignment);
            return super.visitCompoundAssignment(assignment, nothing);
        }

        @Override
        public Void visitForLoop(ForLoopTree loop, Void nothing) {
            loops++;
            super.visitForLoop(loop, nothing);
            loops--;
            return null;
        }

        @Override
        public Void visitEnhancedForLoop(EnhancedForLoopTree loop, Void nothing) {
            loops++;
            super.visitEnhancedForLoop(loop, nothing);
            loops--;
            return null;
        }

        @Override
        public Void visitWhileLoop(WhileLoopTree loop, Void nothing) {
            loops++;
            super.visitWhileLoop(loop, nothing);
            loops--;
            return null;
        }

        @Override
        public Void visitDoWhileLoop(DoWhileLoopTree loop, Void nothing) {
            loops++;
            super.visitDoWhileLoop(loop, nothing);
            loops--;
            return null;
        }
    }
}

package rookery.formats;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.HandlerInstantiator;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.jsontype.TypeIdResolver;
import tools.jackson.databind.jsontype.TypeResolverBuilder;

import java.util.List;

/**
 * Turns {@code "type"} into a class and back, by the closed list of the {@link Family} that is
 * expected at the place, and by nothing else.
 */
final class TypeNames implements TypeIdResolver {

    private final List<Family> families;
    private Family family;

    private TypeNames(List<Family> families) {
        this.families = families;
    }

    @Override
    public void init(JavaType type) {
        family =
                families.stream()
                        .filter(candidate -> type.isTypeOrSubTypeOf(candidate.type()))
                        .findFirst()
                        .orElseThrow();
    }

    @Override
    public String idFromValue(DatabindContext context, Object value) {
        return family.nameOf(value);
    }

    @Override
    public String idFromValueAndType(DatabindContext context, Object value, Class<?> type) {
        return family.nameOf(value);
    }

    @Override
    public String idFromBaseType(DatabindContext context) {
        return null; // there is no default member
    }

    @Override
    public JavaType typeFromId(DatabindContext context, String id) {
        return family.find(id).map(context::constructType).orElse(null);
    }

    @Override
    public String getDescForKnownTypeIds() {
        return family.members().keySet().toString();
    }

    @Override
    public JsonTypeInfo.Id getMechanism() {
        return JsonTypeInfo.Id.CUSTOM;
    }

    /** Where Jackson gets them from; everything else it makes as usual. */
    static final class Source extends HandlerInstantiator {

        private final List<Family> families;

        Source(CustomMembers customs) {
            families = Family.ALL.stream().map(family -> family.with(customs)).toList();
        }

        @Override
        public TypeIdResolver typeIdResolverInstance(
                MapperConfig<?> config, Annotated annotated, Class<?> type) {
            return new TypeNames(families);
        }

        @Override
        public ValueDeserializer<?> deserializerInstance(
                DeserializationConfig config, Annotated annotated, Class<?> type) {
            return null;
        }

        @Override
        public KeyDeserializer keyDeserializerInstance(
                DeserializationConfig config, Annotated annotated, Class<?> type) {
            return null;
        }

        @Override
        public ValueSerializer<?> serializerInstance(
                SerializationConfig config, Annotated annotated, Class<?> type) {
            return null;
        }

        @Override
        public TypeResolverBuilder<?> typeResolverBuilderInstance(
                MapperConfig<?> config, Annotated annotated, Class<?> type) {
            return null;
        }
    }
}

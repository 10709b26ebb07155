package fr.paraphe;

import fr.paraphe.Door.Role;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;

/** The doors of the engine's REST interface as its classes declare them, with those of what they lead to. */
final class EngineDoors {

    private final TreeMap<String, Door> found = new TreeMap<>();

    /** The classes one is in, from the root on: what leads back to one of them is known already. */
    private final Deque<Class<?>> way = new ArrayDeque<>();

    private EngineDoors() {}

    static Collection<Door> all(ResourceConfig rest) {
        var doors = new EngineDoors();
        rest.getClasses().stream()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .filter(type -> !type.getAnnotation(Path.class).value().startsWith("/engine"))
                .forEach(
                        type -> doors.enter(type, type.getAnnotation(Path.class).value()));
        return doors.found.values();
    }

    private void enter(Class<?> type, String path) {
        if (way.contains(type)) {
            return;
        }
        way.push(type);
        for (var method : type.getMethods()) {
            declared(method).forEach(declared -> {
                var there = path + "/"
                        + (declared.isAnnotationPresent(Path.class)
                                ? declared.getAnnotation(Path.class).value()
                                : "");
                var verbs = Stream.of(declared.getAnnotations())
                        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                        .filter(verb -> verb != null)
                        .toList();
                verbs.forEach(verb -> add(verb.value(), there));
                if (verbs.isEmpty() && declared.isAnnotationPresent(Path.class)) {
                    enter(declared.getReturnType(), there);
                }
            });
        }
        way.pop();
    }

    private static Stream<Method> declared(Method method) {
        return Stream.concat(
                        Stream.of(method.getDeclaringClass()),
                        Stream.of(method.getDeclaringClass().getInterfaces()))
                .flatMap(type -> Stream.of(type.getMethods()))
                .filter(same -> same.getName().equals(method.getName())
                        && Arrays.equals(same.getParameterTypes(), method.getParameterTypes()));
    }

    private void add(String method, String path) {
        if (Set.of("GET", "POST", "PUT", "DELETE").contains(method)) {
            var pattern =
                    path.replaceAll(":[^{}]*}", "}").replaceAll("//+", "/").replaceAll("/$", "");
            var door = new Door(method, pattern, EnumSet.noneOf(Role.class), method.equals("GET") ? null : "{}");
            found.put(door.name(), door);
        }
    }
}

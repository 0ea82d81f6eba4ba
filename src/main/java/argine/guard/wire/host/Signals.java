// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.host;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * SIGHUP, which asks a daemon to read its configuration again, and by which the JVM would end.
 *
 * <p>The JDK's only way to it is {@code sun.misc.Signal}, which is supported and not to be named at
 * compile time without a warning that cannot be silenced; so it is found by name.
 */
public final class Signals {
    private Signals() {}

    /** Runs this at every SIGHUP; returns whether the JVM lets it. */
    public static boolean onHangup(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> receiver = Class.forName("sun.misc.SignalHandler");
            InvocationHandler react =
                    (proxy, method, arguments) ->
                            switch (method.getName()) {
                                case "handle" -> {
                                    action.run();
                                    yield 0;
                                }
                                case "hashCode" -> System.identityHashCode(proxy);
                                case "equals" -> arguments != null && proxy == arguments[0];
                                default -> "on hangup";
                            };
            Object reaction =
                    Proxy.newProxyInstance(
                            Signals.class.getClassLoader(), new Class<?>[] {receiver}, react);
            signal.getMethod("handle", signal, receiver)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), reaction);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException _) {
            return false;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Ten thousand clients; every other one begins a request and does not end it. */
final class Crowd {
    static final int SIZE = 10_000;

    private Crowd() {}

    public static void main(String[] args) throws Exception {
        List<Socket> crowd = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            Socket socket = new Socket("127.0.0.1", Integer.parseInt(args[0]));
            if (i % 2 == 0) {
                socket.getOutputStream().write("request=".getBytes(StandardCharsets.UTF_8));
            }
            crowd.add(socket);
        }
        System.out.println("all are in");
        System.out.flush();
        int end = System.in.read(); // until it is told to go
        System.out.println(end + " " + crowd.size());
    }
}

// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.rpc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** One answer of the administration: {@code <iq type="result" sid="..."><query><result>...}. */
final class Reply {
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private final Element iq;

    private Reply(Element iq) {
        this.iq = iq;
    }

    /**
     * Reads an answer.
     *
     * @throws IOException when it is none, or says that the call failed
     */
    static Reply of(byte[] xml) throws IOException {
        Element root;
        try {
            root = builder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
        } catch (SAXException e) {
            throw new IOException("IceWarp did not answer in XML", e);
        }
        if (!root.getTagName().equals("iq")) {
            throw new IOException("IceWarp did not answer with an iq element");
        }
        Reply reply = new Reply(root);
        if (!root.getAttribute("type").equals("result")) {
            throw new IOException("IceWarp refused: " + reply.error());
        }
        return reply;
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(NO_DOCTYPE, true);
            factory.setXIncludeAware(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silent());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the parser of every Java can do this", e);
        }
    }

    /** By default the parser writes what it thinks of a document to the terminal. */
    private static final class Silent implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }

    /** The word that IceWarp has for it, if it is one. */
    private String error() {
        return descend(iq, "query")
                .flatMap(query -> descend(query, "error"))
                .map(error -> error.getAttribute("uid"))
                .filter(uid -> uid.matches("[A-Za-z0-9_.-]{1,64}"))
                .orElse("it does not say why");
    }

    /** The session that the answer belongs to; empty when it names none. */
    String session() {
        return iq.getAttribute("sid");
    }

    /** What the result lists. */
    List<Element> items() {
        return result().map(result -> children(result, "item")).orElse(List.of());
    }

    /** A number of the result; {@code otherwise} when it tells none. */
    int number(String name, int otherwise) {
        return result().flatMap(result -> descend(result, name))
                .map(element -> element.getTextContent().strip())
                .filter(digits -> digits.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .orElse(otherwise);
    }

    /** The properties of the result, by their names in lower case. */
    Map<String, String> properties() {
        Map<String, String> all = new LinkedHashMap<>();
        for (Element item : items()) {
            String name =
                    descend(item, "apiproperty")
                            .map(property -> text(property, "propname"))
                            .orElse("");
            descend(item, "propertyval")
                    .ifPresent(value -> all.put(name.toLowerCase(Locale.ROOT), value(value)));
        }
        return all;
    }

    /** {@code <val>}, whose items are put together with semicolons; {@code <state>} of a state. */
    private static String value(Element property) {
        Optional<Element> val = descend(property, "val");
        List<Element> several = val.map(one -> children(one, "item")).orElse(List.of());
        return several.isEmpty()
                ? val.or(() -> descend(property, "state"))
                        .map(one -> one.getTextContent().strip())
                        .orElse("")
                : several.stream()
                        .map(one -> one.getTextContent().strip())
                        .collect(Collectors.joining(";"));
    }

    private Optional<Element> result() {
        return descend(iq, "query").flatMap(query -> descend(query, "result"));
    }

    /** The text of a child; empty when there is none. */
    static String text(Element parent, String name) {
        return descend(parent, name).map(element -> element.getTextContent().strip()).orElse("");
    }

    private static Optional<Element> descend(Element parent, String name) {
        return children(parent, name).stream().findFirst();
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }
}

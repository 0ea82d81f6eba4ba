// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.rpc;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * One call of the administration, as XML.
 *
 * @param command as IceWarp names it, in lower case
 * @param parameters in order
 */
record Request(String command, List<Parameter> parameters) {
    private static final String NAMESPACE = "admin:iq:rpc";

    /** An element with a text, or with elements. */
    record Parameter(String name, String text, List<Parameter> inner) {
        static Parameter of(String name, String text) {
            return new Parameter(name, text, List.of());
        }

        static Parameter of(String name, List<Parameter> inner) {
            return new Parameter(name, "", inner);
        }
    }

    Request {
        parameters = List.copyOf(parameters);
    }

    static Request of(String command, Parameter... parameters) {
        return new Request(command, List.of(parameters));
    }

    /** The call within a session; an empty one to begin with. */
    String xml(String session) throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter writer =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            writer.writeStartElement("iq");
            writer.writeAttribute("type", "get");
            if (!session.isEmpty()) {
                writer.writeAttribute("sid", session);
            }
            writer.writeStartElement("query");
            writer.writeDefaultNamespace(NAMESPACE);
            write(writer, Parameter.of("commandname", command));
            write(writer, Parameter.of("commandparams", parameters));
            writer.writeEndElement();
            writer.writeEndElement();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        return text.toString();
    }

    private static void write(XMLStreamWriter writer, Parameter parameter)
            throws XMLStreamException {
        writer.writeStartElement(parameter.name());
        writer.writeCharacters(parameter.text());
        for (Parameter one : parameter.inner()) {
            write(writer, one);
        }
        writer.writeEndElement();
    }

    /** A password may be among the parameters. */
    @Override
    public String toString() {
        return command;
    }
}

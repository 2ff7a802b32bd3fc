import com.google.gson.Gson;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

public class Call {
    static HttpResponse<String> send(Object message, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder()
            .uri(URI.create(System.getenv("GATEWAY") + "/api/" + message.getClass().getSimpleName()))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(new Gson().toJson(message)));
        if (headers.length > 0) request.headers(headers);
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public static void main(String[] args) throws Exception {
        dtos.ShipParcel parcel = new dtos.ShipParcel()
            .setTo("Zo\u00eb \"7\" & S\u00f6hne")
            .setColour(dtos.Colour.DeepBlue)
            .setParts(new ArrayList<>(List.of(
                new dtos.Part().setName("bolt").setCount(2),
                new dtos.Part().setName("nut").setCount(3))))
            .setMarks(new ArrayList<>(List.of("a,b")));
        dtos.Shipment answer = new Gson().fromJson(send(parcel, "X-Api-Key", System.getenv("KEY")).body(), dtos.Shipment.class);
        String parts = answer.getParts().stream().map(part -> part.getName() + "*" + part.getCount()).collect(Collectors.joining(","));
        java.io.PrintStream out = new java.io.PrintStream(System.out, true, "UTF-8");
        out.println(answer.getId() + "|" + answer.getTo() + "|" + answer.getColour() + "|" + parts + "|" + answer.getTotal());
        out.println(JsonParser.parseString(send(parcel).body()).getAsJsonObject()
            .getAsJsonObject("responseStatus").get("errorCode").getAsString());
    }
}

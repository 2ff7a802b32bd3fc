using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Depot;

var options = new JsonSerializerOptions { PropertyNameCaseInsensitive = true, Converters = { new JsonStringEnumConverter() } };
Console.OutputEncoding = new UTF8Encoding(false);

string Send(object message, string key)
{
    using var http = new HttpClient();
    var body = new StringContent(JsonSerializer.Serialize(message, options), Encoding.UTF8, "application/json");
    var request = new HttpRequestMessage(HttpMethod.Post, Environment.GetEnvironmentVariable("GATEWAY") + "/api/" + message.GetType().Name) { Content = body };
    if (key != null) request.Headers.Add("X-Api-Key", key);
    return http.Send(request).Content.ReadAsStringAsync().Result;
}

var parcel = new ShipParcel
{
    To = "Zo\u00eb \"7\" & S\u00f6hne",
    Colour = Colour.DeepBlue,
    Parts = new List<Part> { new Part { Name = "bolt", Count = 2 }, new Part { Name = "nut", Count = 3 } },
    Marks = new List<string> { "a,b" },
};
var answer = JsonSerializer.Deserialize<Shipment>(Send(parcel, Environment.GetEnvironmentVariable("KEY")), options);
var parts = string.Join(",", answer.Parts.Select(part => $"{part.Name}*{part.Count}"));
Console.WriteLine($"{answer.Id}|{answer.To}|{answer.Colour}|{parts}|{answer.Total}");
Console.WriteLine(JsonDocument.Parse(Send(parcel, null)).RootElement.GetProperty("responseStatus").GetProperty("errorCode").GetString());

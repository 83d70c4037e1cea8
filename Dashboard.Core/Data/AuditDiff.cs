using System.Globalization;
using System.Text.Json;

namespace Concentric.Data;

/// <summary>A field before and after; personal data is masked.</summary>
/// <param name="Name">Name of the property; for a part of the record, kind of part and property, as in <c>PetitionStep.Note</c>.</param>
/// <param name="Before">Null when there was nothing.</param>
/// <param name="After">Null when nothing is left.</param>
public sealed record HistoryField(string Name, string? Before, string? After);

/// <summary>Reads what audit lines tell: values by name, as <see cref="ChangeRecorder"/> and <see cref="AuditTrail"/> write them.</summary>
public static class AuditDiff
{
    /// <summary>Values of parts that say nothing to people; the audit line itself keeps them.</summary>
    private static readonly string[] Technical = ["Id", "At", "Key", "Hash", "Bytes", "Width", "Height", "RecordKind", "RecordId"];

    /// <summary>By what a form that was sent twice is known: it says nothing to people either.</summary>
    private const string Request = nameof(EnteredRecord.RequestId);

    /// <summary>What was answered for a file that was imported: how often; the import's own page tells what.</summary>
    private const string Choices = "Choices";

    /// <summary>The fields in which two sides of an audit line differ, in their order.</summary>
    public static IReadOnlyList<HistoryField> Between(string? before, string? after)
    {
        var (was, now) = (Flatten(before), Flatten(after));
        return [.. was.Keys.Union(now.Keys).Select(name => new HistoryField(name, was.GetValueOrDefault(name), now.GetValueOrDefault(name)))
            .Where(field => field.Before != field.After)];
    }

    /// <summary>Values by name; several parts of a kind are told in one line each.</summary>
    private static Dictionary<string, string> Flatten(string? json)
    {
        var flat = new Dictionary<string, string>();
        if (json is null) return flat;
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object) return flat;
        Flatten(document.RootElement, flat);
        return flat;
    }

    /// <summary>What is grouped, as the details of an account, is told field by field.</summary>
    private static void Flatten(JsonElement element, Dictionary<string, string> flat)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (property is { Name: Choices, Value.ValueKind: JsonValueKind.Object })
                flat[Choices] = property.Value.EnumerateObject().Sum(kind => kind.Value.EnumerateObject().Count())
                    .ToString(CultureInfo.InvariantCulture);
            else if (property.Value.ValueKind == JsonValueKind.Object) Flatten(property.Value, flat);
            else if (property.Value.ValueKind == JsonValueKind.Array)
                flat[property.Name] = string.Join("; ", property.Value.EnumerateArray().Select(Tell));
            else if (property.Value.ValueKind != JsonValueKind.Null && property.Name != Request)
                flat[property.Name] = property.Value.ToString();
        }
    }

    private static string Tell(JsonElement part) => part.ValueKind != JsonValueKind.Object
        ? part.ToString()
        : string.Join(", ", part.EnumerateObject()
            .Where(value => value.Value.ValueKind != JsonValueKind.Null && !Technical.Contains(value.Name))
            .Select(value => value.Value.ToString()));
}

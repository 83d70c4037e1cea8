using System.Text.Encodings.Web;
using System.Text.Json;
using Concentric.Metrics;
using Concentric.Rules;
using Concentric.SentenceChecks;

namespace Concentric.Dashboard.Features.SentenceChecks;

/// <summary>What a page and its document send along beside the text.</summary>
internal static class SentenceCheckInput
{
    /// <summary>Fields of the form that asks for the document.</summary>
    public const string Text = "text", Choices = "choices", WrittenOn = "written-on";

    /// <summary>The longest that choices may be, in UTF-16 units: one for each claim.</summary>
    public const int MostChoices = SentenceChecker.MostClaims * 1_000;

    // It stands in an attribute, which is encoded as such.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Choices as one text.</summary>
    public static string Write(IEnumerable<ClaimChoice> choices) => JsonSerializer.Serialize(choices, Options);

    /// <summary>Choices from a text; none where it can't be read, for a draft may be from another version of the program.</summary>
    public static IReadOnlyList<ClaimChoice> Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MostChoices) return [];
        try
        {
            var read = JsonSerializer.Deserialize<List<ClaimChoice?>>(text) ?? [];
            return [.. read.OfType<ClaimChoice>().Where(choice => choice.Key is not null)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    public static SentenceCheckRequest Request(string? text, string? writtenOn, string? choices, SliceReading slice) =>
        new(text, TypedText.Day(writtenOn), slice, Read(choices));

    /// <summary>A slice's fields for a hidden form, by name.</summary>
    public static IEnumerable<(string Name, string? Value)> Fields(SliceRequest slice) =>
        [("period", slice.Period), ("from", slice.From), ("to", slice.To), ("communities", slice.Communities)];
}

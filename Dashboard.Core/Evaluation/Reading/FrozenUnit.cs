using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Concentric.Evaluation;

/// <summary>A unit's result as it is published: everything that its page shows, without another look at the records.</summary>
public sealed record FrozenUnit(UnitLine Line, IReadOnlyList<OneMoreLine> OneMore, UnitRobustness? Robustness)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Packs a unit's result for the store.</summary>
    public UnitResult Pack(IReadOnlyList<EvidenceRecord> evidence)
    {
        var (content, list) = (JsonSerializer.SerializeToUtf8Bytes(this, Options), JsonSerializer.SerializeToUtf8Bytes(evidence, Options));
        return new()
        {
            CoBuilderId = Line.Unit.Id,
            Name = Line.Unit.Name,
            Rank = Line.Rank,
            ScoreCenti = (int)(Line.Score.Total * 100),
            Content = Press(content),
            Evidence = Press(list),
            Hash = HashOf([.. content, (byte)'\n', .. list]),
        };
    }

    /// <summary>What was published of a unit.</summary>
    public static FrozenUnit Of(UnitResult result) => JsonSerializer.Deserialize<FrozenUnit>(Unpress(result.Content), Options)
        ?? throw new InvalidDataException("The published result is empty.");

    /// <summary>The evidence that was published with it.</summary>
    public static IReadOnlyList<EvidenceRecord> EvidenceOf(UnitResult result) =>
        JsonSerializer.Deserialize<List<EvidenceRecord>>(Unpress(result.Evidence), Options) ?? [];

    /// <summary>True when result and evidence are still what was published.</summary>
    public static bool IsWhole(UnitResult result) =>
        HashOf([.. Unpress(result.Content), (byte)'\n', .. Unpress(result.Evidence)]) == result.Hash;

    /// <summary>The hash of a whole result: of its rules and its units' hashes in the order of their ids.</summary>
    public static string HashOf(string scheme, IEnumerable<(long Unit, string Hash)> units) =>
        HashOf(Encoding.UTF8.GetBytes(scheme
            + string.Concat(units.OrderBy(unit => unit.Unit).Select(unit => $"\n{unit.Unit} {unit.Hash}"))));

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Press(byte[] json)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest)) brotli.Write(json);
        return packed.ToArray();
    }

    private static byte[] Unpress(byte[] packed)
    {
        using var json = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress)) brotli.CopyTo(json);
        return json.ToArray();
    }
}

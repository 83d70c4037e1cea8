using System.Buffers.Text;
using System.Globalization;

namespace Concentric.Benchmarks.OpenPages;

/// <summary>
/// The overview's list of last changes links to each activity, so that a client knows from the bytes it receives which save they
/// show. Both processes are on one machine and read one clock.
/// </summary>
internal static class SavedRecords
{
    private static readonly byte[] Prefix = "/activities/"u8.ToArray();

    /// <summary>Microseconds.</summary>
    public static long Now => DateTime.UtcNow.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Notes the records that a batch of changes shows and that were not seen before.</summary>
    public static void Note(Dictionary<long, long> seen, ReadOnlySpan<byte> batch)
    {
        var now = Now;
        while (batch.IndexOf(Prefix) is var found and >= 0)
        {
            batch = batch[(found + Prefix.Length)..];
            if (Utf8Parser.TryParse(batch, out long id, out _)) seen.TryAdd(id, now);
        }
    }

    public static string Write(IEnumerable<(long Id, long At)> saves) =>
        string.Join(',', saves.Select(save => string.Create(CultureInfo.InvariantCulture, $"{save.Id}:{save.At}")));

    /// <summary>Milliseconds from each save to each page that showed it.</summary>
    public static IEnumerable<double> Delays(string saves, IEnumerable<Dictionary<long, long>> pages)
    {
        var all = saves.Split(',').Select(save => save.Split(':')).Select(pair => (
            Id: long.Parse(pair[0], CultureInfo.InvariantCulture), At: long.Parse(pair[1], CultureInfo.InvariantCulture))).ToList();
        return pages.SelectMany(seen => all.Where(save => seen.ContainsKey(save.Id)).Select(save => (seen[save.Id] - save.At) / 1000.0));
    }
}

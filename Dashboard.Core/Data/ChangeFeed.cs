using System.Threading.Channels;

namespace Concentric.Data;

/// <summary>
/// The committed changes of every node, each once, in the order in which this node learnt of them: its own at once
/// (<see cref="Announce"/>), those of others when the log's reader finds them (<see cref="Live.ChangeLogReader"/>).
/// </summary>
public sealed class ChangeFeed
{
    /// <summary>Changes that may wait for the cube. Past that they are replaced by one that makes it count everything anew.</summary>
    public const int MostWaiting = 10_000;

    // Not SingleReader: that channel can't be counted, and Overflow reads too.
    private readonly Channel<ChangeLogEntry> waiting = Channel.CreateUnbounded<ChangeLogEntry>();
    private readonly IdRanges seen = new();
    private readonly Lock gate = new();

    /// <summary>The changes not yet taken up; one reader.</summary>
    public ChannelReader<ChangeLogEntry> Waiting => waiting.Reader;

    /// <summary>Takes committed changes in; those already known are passed over. Never blocks.</summary>
    public void Announce(IReadOnlyCollection<ChangeLogEntry> entries)
    {
        lock (gate)
        {
            foreach (var entry in entries)
            {
                if (!seen.Add(entry.Id)) continue;
                if (waiting.Reader.Count < MostWaiting) waiting.Writer.TryWrite(entry);
                else Overflow(entry);
            }
        }
    }

    /// <summary>
    /// The highest id taken in so far, and the ids below it that were not: given out, but not committed yet, or rolled back.
    /// </summary>
    /// <param name="most">The most ranges of missing ids; where there are more, neighbours are told as one.</param>
    internal (long Highest, IReadOnlyList<(long From, long To)> Missing) Look(int most)
    {
        lock (gate) return (seen.Highest, seen.Gaps(most));
    }

    /// <summary>Passes over changes that need not be told: whoever follows them counts the store only after this.</summary>
    internal void PassOver(IEnumerable<long> ids)
    {
        lock (gate) foreach (var id in ids) seen.Add(id);
    }

    /// <summary>Gives up what is missing up to this id.</summary>
    internal void ForgetThrough(long id)
    {
        lock (gate) seen.ForgetThrough(id);
    }

    private void Overflow(ChangeLogEntry last)
    {
        while (waiting.Reader.TryRead(out _)) { }
        waiting.Writer.TryWrite(new ChangeLogEntry
        {
            Id = last.Id,
            At = last.At,
            Kind = ChangeLogEntry.EveryDay,
            Action = "Overflow",
            Days = ChangeLogEntry.EveryDay
        });
    }
}

namespace Concentric.Evaluation;

/// <summary>What kind of record tells something about a unit.</summary>
public enum EvidenceSource { Conference, Activity, Contribution, Wish, Commitment, Agreement, CommitmentTakeover }

/// <summary>What a record says.</summary>
public enum EvidenceMark
{
    /// <summary>Attended, took part, gave, fulfilled, kept, honoured.</summary>
    Good,

    /// <summary>Absent with excuse: it neither counts for nor against.</summary>
    Excused,

    /// <summary>Absent without excuse, not done, not honoured.</summary>
    Missed,

    /// <summary>Done, but after its day.</summary>
    Late,
}

/// <summary>Records of one unit and quarter that say the same, added up under any day of it. A single record is a line of one.</summary>
/// <param name="Count">Records.</param>
/// <param name="Fen">Given in money.</param>
/// <param name="Minutes">Given in time.</param>
public readonly record struct MeasureLine(EvidenceSource Source, EvidenceMark Mark, DateOnly Day, int Count, long Fen = 0,
    long Minutes = 0);

/// <summary>What the records of a year say about one unit. Order and grouping of the lines do not matter.</summary>
/// <param name="ByQuarter">Activities in each of the four quarters.</param>
/// <param name="Records">How many records there are, whatever they say: the evidence.</param>
public sealed record Measures(
    int Attended, int Excused, int Absent, IReadOnlyList<int> ByQuarter, long Fen, long Minutes, int Wishes,
    int Kept, int NotKept, int Honoured, int NotHonoured, int TakenOver, int Records)
{
    public static Measures None { get; } = Of([]);

    /// <summary>Conferences to which the unit was invited.</summary>
    public int Invited => Attended + Excused + Absent;

    public int Activities => ByQuarter.Sum();

    public static Measures Of(IEnumerable<MeasureLine> lines)
    {
        var counts = new int[7, 4];
        var quarters = new int[4];
        var (fen, minutes, records) = (0L, 0L, 0);
        foreach (var line in lines)
        {
            counts[(int)line.Source, (int)line.Mark] += line.Count;
            if (line.Source == EvidenceSource.Activity) quarters[(line.Day.Month - 1) / 3] += line.Count;
            fen += line.Fen;
            minutes += line.Minutes;
            records += line.Count;
        }

        int Of(EvidenceSource source, EvidenceMark mark) => counts[(int)source, (int)mark];
        return new(
            Of(EvidenceSource.Conference, EvidenceMark.Good), Of(EvidenceSource.Conference, EvidenceMark.Excused),
            Of(EvidenceSource.Conference, EvidenceMark.Missed),
            quarters, fen, minutes, Of(EvidenceSource.Wish, EvidenceMark.Good),
            Of(EvidenceSource.Commitment, EvidenceMark.Good),
            Of(EvidenceSource.Commitment, EvidenceMark.Late) + Of(EvidenceSource.Commitment, EvidenceMark.Missed),
            Of(EvidenceSource.Agreement, EvidenceMark.Good),
            Of(EvidenceSource.Agreement, EvidenceMark.Late) + Of(EvidenceSource.Agreement, EvidenceMark.Missed),
            Of(EvidenceSource.CommitmentTakeover, EvidenceMark.Good), records);
    }
}

/// <summary>The days of the year in which a unit took part, of those that count.</summary>
/// <param name="Year">The cycle's year.</param>
/// <param name="From">The first; the day of joining when that is later than 1 January.</param>
/// <param name="To">The last; before <paramref name="From"/> when there is none.</param>
public readonly record struct Membership(int Year, DateOnly From, DateOnly To)
{
    /// <summary>Days of the unit, 0 or more.</summary>
    public int Days => Overlap(new(Year, 1, 1), new(Year, 12, 31));

    /// <summary>Days of the year.</summary>
    public int YearDays => DateTime.IsLeapYear(Year) ? 366 : 365;

    /// <summary>True when it is less than the year.</summary>
    public bool IsPart => Days < YearDays;

    /// <summary>What a target for the year comes to in the unit's days, rounded down to hundredths in its favour.</summary>
    public decimal OfYear(int target) => Math.Floor(100m * target * Days / YearDays) / 100m;

    /// <summary>What a target for a quarter comes to, rounded down to whole ones in the unit's favour.</summary>
    /// <param name="quarter">0 to 3.</param>
    public int OfQuarter(int quarter, int target)
    {
        var first = new DateOnly(Year, (quarter * 3) + 1, 1);
        var last = first.AddMonths(3).AddDays(-1);
        return (int)((long)target * Overlap(first, last) / (last.DayNumber - first.DayNumber + 1));
    }

    private int Overlap(DateOnly first, DateOnly last)
    {
        var (from, to) = (From > first ? From : first, To < last ? To : last);
        return Math.Max(0, to.DayNumber - from.DayNumber + 1);
    }
}

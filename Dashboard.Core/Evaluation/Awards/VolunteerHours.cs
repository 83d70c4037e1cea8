namespace Concentric.Evaluation;

/// <summary>Verified time of one volunteer at one activity of one day, or at none.</summary>
public readonly record struct ServedTime(long VolunteerId, DateOnly Day, long? ActivityId, int Minutes);

/// <summary>A volunteer's place among all.</summary>
/// <param name="Minutes">Distinct and verified, each activity of a day cut to the most.</param>
/// <param name="Nominations">All; no more of them count than the rules say.</param>
/// <param name="Points">Minutes, with what the nominations count as.</param>
/// <param name="IsEligible">True when the hours alone reach the least.</param>
public sealed record VolunteerStanding(long VolunteerId, int Minutes, int Nominations, int Points, bool IsEligible, int Rank);

/// <summary>Counts hours for 最美志愿者.</summary>
public static class VolunteerHours
{
    /// <summary>Those with any time or nomination, the first first; ties share a rank.</summary>
    public static IReadOnlyList<VolunteerStanding> Rank(AwardRules rules, IEnumerable<ServedTime> times,
        IReadOnlyDictionary<long, int> nominations)
    {
        // Entered twice, as by two communities, it is the same time: the longest entry stands, up to the most.
        var minutes = times.GroupBy(time => (time.VolunteerId, time.Day, time.ActivityId))
            .Select(day => (day.Key.VolunteerId, Minutes: Math.Min(day.Max(time => time.Minutes), rules.HoursPerActivity * 60)))
            .GroupBy(day => day.VolunteerId).ToDictionary(one => one.Key, one => one.Sum(day => day.Minutes));
        var ordered = minutes.Keys.Union(nominations.Keys).Select(id =>
        {
            var (served, named) = (minutes.GetValueOrDefault(id), nominations.GetValueOrDefault(id));
            return new VolunteerStanding(id, served, named, served + (Math.Min(named, rules.MostNominations) * rules.NominationHours * 60),
                served >= rules.VolunteerLeastHours * 60, 0);
        }).OrderByDescending(one => one.Points).ThenBy(one => one.VolunteerId).ToList();
        for (var i = 0; i < ordered.Count; i++)
            ordered[i] = ordered[i] with { Rank = i > 0 && ordered[i - 1].Points == ordered[i].Points ? ordered[i - 1].Rank : i + 1 };
        return ordered;
    }
}

using Concentric.Hazards;
using Concentric.Rules;

namespace Concentric.Dashboard.Demo.Synthetic;

/// <summary>
/// Makes up what happens to hazards: forwards from the finding, or backwards from a rectification that is wanted on a day.
/// </summary>
internal sealed class HazardScenarios(SeededRandom random, WorkDays work)
{
    private static readonly HazardSettings Settings = new();

    /// <summary>Working days that a hazard may stay, by the settings' defaults.</summary>
    public static int DueDays(HazardSeverity severity) => Settings.DueWorkingDays(severity);

    public HazardScenario FromFinding(DateOnly found, int dueDays, CommunityProfile profile)
    {
        var lasts = Lasts(dueDays, profile);
        return Around(found, work.After(found, lasts), dueDays);
    }

    /// <param name="rectified">Day of the rectification.</param>
    /// <param name="earliest">It is not found before this day.</param>
    /// <param name="dueDays">Working days that it may take.</param>
    /// <param name="profile">How the community works.</param>
    public HazardScenario ToRectification(DateOnly rectified, DateOnly earliest, int dueDays, CommunityProfile profile)
    {
        var found = work.Before(rectified, Lasts(dueDays, profile with { Neglected = 0 }));
        return Around(found < earliest ? earliest : found, rectified, dueDays);
    }

    private HazardScenario Around(DateOnly found, DateOnly rectified, int dueDays)
    {
        DateOnly? returned = work.Between(found, rectified) >= 3
            && random.Chance(0.12) ? work.After(found, work.Between(found, rectified) / 2) : null;
        DateOnly? verified = random.Chance(0.9) ? work.After(rectified, random.Between(1, 4)) : null;
        if (returned >= rectified) returned = null;
        return new(found, work.After(found, dueDays), rectified, returned, verified);
    }

    private int Lasts(int dueDays, CommunityProfile profile)
    {
        if (random.Chance(profile.Neglected)) return random.Between(dueDays + 20, dueDays + 90);
        if (random.Chance(profile.OnTime)) return (int)Math.Round(dueDays * random.NextFraction());
        return dueDays + 1 + (int)(dueDays * 1.5 * Math.Pow(random.NextFraction(), 2));
    }
}

using Concentric.Calendar;
using Concentric.People;
using Concentric.Rules;

namespace Concentric.Imports;

/// <summary>What all rows of a file share.</summary>
/// <param name="Caller">On whose behalf the rows are taken in.</param>
/// <param name="By">Who signs the steps, with instant and day.</param>
/// <param name="Calendar">For due dates.</param>
/// <param name="Lookups">What names stand for.</param>
public sealed record ImportScene(Caller Caller, Signature By, WorkingCalendar Calendar, ImportLookups Lookups)
{
    /// <summary>The one community in which the caller may write; null when there are several.</summary>
    public int? OnlyCommunity { get; } = Caller.MayWrite && Caller.CommunityIds is [var only] ? only : null;

    /// <summary>True when the caller may enter records of the community.</summary>
    public bool MayWrite(int communityId) => Caller.MayWrite && Caller.Sees(communityId);
}

using Concentric.Calendar;
using Concentric.Data;

namespace Concentric.Imports;

/// <summary>What all rows of a file share.</summary>
/// <param name="Caller">On whose behalf the rows are taken in.</param>
/// <param name="By">Who signs the steps, with instant and day.</param>
/// <param name="Calendar">For due dates.</param>
/// <param name="Lookups">What names stand for.</param>
public sealed record ImportContext(CurrentUser Caller, ActorStamp By, WorkingCalendar Calendar, ImportLookups Lookups)
{
    private readonly Dictionary<Type, object> memories = [];

    /// <summary>The one community in which the caller may write; null when there are several.</summary>
    public int? OnlyCommunity { get; } = Caller.MayWrite && Caller.CommunityIds is [var only] ? only : null;

    /// <summary>What somebody said the columns and values of the file are; null when the program knows them.</summary>
    public ImportMapping? Mapping { get; init; }

    /// <summary>Whether what a row says is kept to be shown; asked with whether it changes a record.</summary>
    public Func<bool, bool> Wants { get; init; } = _ => false;

    /// <summary>True when the caller may enter records of the community.</summary>
    public bool MayWrite(int communityId) => Caller.MayWrite && Caller.Sees(communityId);

    /// <summary>What a kind keeps in mind from row to row of the file; the same each time it is asked for.</summary>
    public TMemory Memory<TMemory>()
        where TMemory : class, new()
    {
        if (!memories.TryGetValue(typeof(TMemory), out var memory)) memories[typeof(TMemory)] = memory = new TMemory();
        return (TMemory)memory;
    }
}

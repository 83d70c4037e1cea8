using System.Security.Claims;
using Concentric.Dashboard.Account;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Time;
using Microsoft.AspNetCore.Mvc;

namespace Concentric.Dashboard.Api;

/// <summary>The slice of a call. All text, so that what can't be read is answered with its name and not by the framework.</summary>
internal sealed record SliceParameters
{
    /// <summary>Names of the parameters.</summary>
    public static readonly string[] Names = ["period", "from", "to", "communities"];

    [FromQuery(Name = "period")]
    public string? Period { get; init; }

    [FromQuery(Name = "from")]
    public string? From { get; init; }

    [FromQuery(Name = "to")]
    public string? To { get; init; }

    [FromQuery(Name = "communities")]
    public string? Communities { get; init; }

    public SliceRequest Request => new(Period, From, To, Communities);
}

/// <summary>A slice that was read for a caller.</summary>
internal sealed record ApiSlice(CurrentUser Caller, CommunityDirectory.Names Names, SliceReading Reading, DateOnly Today)
{
    public Period Period => Reading.Period;

    public PeriodOnDay When => Reading.On(Today);

    /// <summary>The communities that the figures are of, in their order.</summary>
    public IReadOnlyList<Community> Communities =>
        Reading.CommunityIds is { } ids ? [.. Names.All.Where(community => ids.Contains(community.Id))] : Names.All;
}

/// <summary>Reads slices as pages do, but refuses where a page would show its default.</summary>
internal sealed class SliceReader(CommunityDirectory directory, OfficeClock clock)
{
    public async Task<ApiSlice> ReadAsync(SliceParameters parameters, ClaimsPrincipal user, FieldProblems problems,
        CancellationToken cancellationToken)
    {
        var caller = user.ToCurrentUser();
        var names = await directory.GetAsync(cancellationToken);
        var today = clock.Today;
        var reading = parameters.Request.Read(names, caller, today);
        foreach (var problem in reading.Problems) problems.Add(problem);
        // A page passes over days that stand beside a named period; a program that sends both means one of them.
        var isNamed = NamedPeriods.Find(parameters.Period, today) is not null;
        if (isNamed && (!string.IsNullOrEmpty(parameters.From) || !string.IsNullOrEmpty(parameters.To)))
            problems.Add("period", "Problem.PeriodAndDays", parameters.Period);
        return new(caller, names, reading, today);
    }
}

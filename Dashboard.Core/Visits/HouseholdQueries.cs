using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Lists;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Visits;

/// <summary>Finds the households of a community that visits have named before, for whoever enters another visit.</summary>
public sealed partial class HouseholdQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>
    /// Addresses that hold what is typed, those that begin with it first. One more than <see cref="ReferenceSource.MostFound"/> when there
    /// are more; none for whoever may not reveal addresses, or does not enter records of the community. The building and the unit, which
    /// nobody masks, have to be typed: this is no way to leaf through a community.
    /// </summary>
    /// <param name="text">A part of an address in any spelling, as 7号楼2单元.</param>
    public async Task<IReadOnlyList<string>> SearchAsync(CurrentUser caller, int communityId, string? text,
        CancellationToken cancellationToken)
    {
        var part = PartOf(text);
        if (!caller.MayReveal || !part.Contains('-', StringComparison.Ordinal)) return [];
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var households = db.Households.AsNoTracking().Where(household => household.CommunityId == communityId);
        if (caller.CommunityIds is { } own) households = households.Where(household => own.Contains(household.CommunityId));
        return await households.Where(household => household.Address.Contains(part))
            .OrderBy(household => household.Address.StartsWith(part) ? 0 : 1).ThenBy(household => household.Address)
            .Select(household => household.Address).Take(ReferenceSource.MostFound + 1).ToListAsync(cancellationToken);
    }

    /// <summary>As addresses are kept: digits of half width, dashes between the parts.</summary>
    private static string PartOf(string? text)
    {
        if (PlainText.Clean(text) is not { } clean) return "";
        return HouseholdAddress.Read(clean, [])?.ToString() ?? Between().Replace(TextFold.Of(clean).ToUpperInvariant(), "-").TrimEnd('-');
    }

    [GeneratedRegex(@"(?<=[0-9A-Z])\s*(?:号楼|[栋幢座楼弄]|单元|[室号户房]|[-/#_.])\s*")]
    private static partial Regex Between();
}

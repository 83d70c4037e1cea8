using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.People;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Communities;

/// <summary>Keeps the list of communities.</summary>
public sealed partial class CommunityCommands(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>True when a code may stand in addresses: lower-case letters, digits and hyphens, 1 to <see cref="TextLimits.Key"/>.</summary>
    public static bool IsCode(string code) => code.Length <= TextLimits.Key && Code().IsMatch(code);

    /// <summary>Adds a community at the end of the list.</summary>
    /// <returns>False when the code is taken; then nothing is done.</returns>
    /// <exception cref="ArgumentException">The code or a name is not well formed.</exception>
    /// <exception cref="UnauthorizedAccessException">The caller is no administrator.</exception>
    public async Task<bool> AddAsync(Caller caller, string code, string name, string nameEn, CancellationToken cancellationToken)
    {
        if (caller.Role != Role.Administrator) throw new UnauthorizedAccessException("Only administrators add communities.");
        if (!IsCode(code)) throw new ArgumentException("Lower-case letters, digits and hyphens only.", nameof(code));
        if (name.Trim().Length is 0 or > TextLimits.Name) throw new ArgumentException("1 to 100 characters.", nameof(name));
        if (nameEn.Trim().Length is 0 or > TextLimits.Name) throw new ArgumentException("1 to 100 characters.", nameof(nameEn));

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Communities.AnyAsync(community => community.Code == code, cancellationToken)) return false;
        var last = await db.Communities.MaxAsync(community => (int?)community.SortOrder, cancellationToken) ?? 0;
        var added = new Community { Code = code, Name = name.Trim(), NameEn = nameEn.Trim(), SortOrder = last + 1 };
        db.Communities.Add(added);
        await db.SaveChangesAsync(cancellationToken);
        db.AddLine(clock.UtcNow, caller, "community", added.Id, "Added", null, new { added.Code, added.Name, added.NameEn });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    [GeneratedRegex("^[a-z0-9](-?[a-z0-9])*$")]
    private static partial Regex Code();
}

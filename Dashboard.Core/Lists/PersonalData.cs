using Concentric.Data;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Lists;

/// <summary>Shows the personal data of one record in clear, and writes down that it did.</summary>
public sealed class PersonalData(IDbContextFactory<DashboardDbContext> factory, RecordRegister register, OfficeClock clock)
{
    /// <summary>Name of the action in the audit trail.</summary>
    public const string Revealed = "Revealed";

    /// <summary>The record's personal values by name of property. The audit line is saved before the values are given out.</summary>
    /// <exception cref="UnauthorizedAccessException">The caller may not reveal personal data at all.</exception>
    /// <exception cref="RecordNotFoundException">There is no such record in the communities in which the caller writes.</exception>
    public async Task<IReadOnlyDictionary<string, string?>> RevealAsync(CurrentUser caller, string kind, long id,
        CancellationToken cancellationToken)
    {
        if (!caller.MayReveal) throw new UnauthorizedAccessException("The caller may not reveal personal data.");
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (register.Find(kind) is not { } known || await known.FindPersonalAsync(db, caller, id, cancellationToken) is not { } values)
            throw new RecordNotFoundException(kind, id);
        db.AddLine(clock.UtcNow, caller, kind, id, Revealed, null, new { Fields = values.Keys.Order() });
        await db.SaveChangesAsync(cancellationToken);
        return values;
    }
}

using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Calendar;

/// <summary>A fact of the store that is another after each change of the calendar, so that every node knows when its copy is old.</summary>
internal static class CalendarStamp
{
    /// <summary>What a store has whose calendar was never changed.</summary>
    public const string None = "";

    public static async Task<string> ReadAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        await db.StoreFacts.Where(fact => fact.Key == StoreFacts.Calendar).Select(fact => fact.Value)
            .SingleOrDefaultAsync(cancellationToken) ?? None;

    /// <summary>Changes the stamp; saved with the change itself.</summary>
    public static async Task RenewAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var fact = await db.StoreFacts.FindAsync([StoreFacts.Calendar], cancellationToken);
        if (fact is null) db.StoreFacts.Add(fact = new StoreFact { Key = StoreFacts.Calendar, Value = None });
        fact.Value = Guid.NewGuid().ToString("N");
    }
}

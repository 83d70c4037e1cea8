using Concentric.Data;
using Concentric.Notices;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Notices;

/// <summary>Accounts that notices are made for, and what they were told.</summary>
internal static class NoticeStore
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A new account, as a caller.</summary>
    public static async Task<CurrentUser> AccountAsync(this TestStore store, string name, Role role, params int[] communities)
    {
        var user = new DashboardUser
        {
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            DisplayName = name,
            Role = role,
            CreatedAt = TestStore.Start.UtcDateTime
        };
        user.Communities.AddRange(communities.Select(id => new UserCommunity { CommunityId = id }));
        await store.AddAsync(user);
        return new CurrentUser(name, role, role == Role.Worker ? communities : null, user.Id);
    }

    /// <summary>All notices of an account, the oldest first.</summary>
    public static async Task<List<Notice>> NoticesAsync(this TestStore store, CurrentUser reader)
    {
        await using var db = store.Open();
        return await db.Notices.AsNoTracking().Where(notice => notice.UserId == reader.UserId).OrderBy(notice => notice.Id)
            .ToListAsync(Cancellation);
    }
}

using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Programmes;
using Concentric.Tests.TestData;
using Concentric.Visits;
using Concentric.Volunteers;

namespace Concentric.Tests.Core.Metrics.CubeVerification;

/// <summary>What random records refer to; few of each, so that much is shared.</summary>
internal static class Backdrop
{
    public static readonly int[] Communities = [TestStore.Xinsheng, TestStore.Xinshun, TestStore.Binhe, 4, 5];
    public static readonly int[] Services = [1, 2, 3, 4];
    public static readonly int[] Programmes = [1, 2, 3];
    public static readonly long[] Households = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    public static readonly long[] Volunteers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    public static readonly long[] Workers = [1, 2, 3, 4];
    public const long Post = 1;
    public const long CoBuilder = 1;

    /// <summary>Where a household or volunteer lives.</summary>
    public static int HomeOf(long id) => Communities[id % 5];

    /// <summary>Keys of <see cref="Programmes"/>.</summary>
    public static string KeyOf(int programme) => $"programme-{programme}";

    public static async Task AddAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        db.AddRange(Communities[3..]
            .Select(id => new Community { Id = id, Code = $"c{id}", Name = $"社区{id}", NameEn = $"Community {id}", SortOrder = id }));
        db.AddRange(Services.Select(id => new Service { Id = id, Name = $"服务{id}", NameEn = $"Service {id}" }));
        db.AddRange(Programmes.Select(id =>
            new Programme { Id = id, Key = KeyOf(id), Name = $"项目{id}", NameEn = $"Programme {id}", Kind = ProgrammeKind.Strand }));
        db.AddRange(Households.Select(id => new Household { Id = id, CommunityId = HomeOf(id), Address = $"{id}-1-101" }));
        db.AddRange(Volunteers.Select(id =>
            new Volunteer { Id = id, CommunityId = HomeOf(id), Name = $"志愿者{id}", RegisteredOn = TestStore.Today }));
        db.AddRange(Workers.Select(id => new Worker { Id = id, CommunityId = HomeOf(id), Name = $"书记{id}" }));
        db.Add(new VolunteerPost { Id = Post, CommunityId = TestStore.Xinsheng, Title = "巡逻", Places = 10 });
        db.Add(new CoBuilder { Id = CoBuilder, Name = "派出所", NameEn = "Police station", JoinedOn = TestStore.Today });
        await db.SaveChangesAsync(cancellationToken);
    }
}

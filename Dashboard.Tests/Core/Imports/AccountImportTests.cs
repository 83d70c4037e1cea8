using Concentric.Data;
using Concentric.People;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>Accounts come in by a sheet, without a password, for administrators.</summary>
public sealed class AccountImportTests : IAsyncLifetime
{
    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task NewAccounts_HaveNoPassword_UntilOneIsMade_AndRowsThatAreKnownChangeThem()
    {
        var before = await CountAsync();
        var file = ImportRig.Csv("登录名,姓名,角色,所属社区,电子邮箱\nzhang.wei,张伟,社区工作者,\"馨盛园,馨顺园\",\n李主任,李主任,街道领导,,li@example.cn\n");
        var run = await rig.TakeAsync(file, "a.csv", ImportRig.Administrator, "account");
        Assert.Equal((2, 0, 0), (run.Added, run.Changed, run.Unchanged));
        await using (var db = rig.Store.Open())
        {
            var worker = await db.Users.Include(user => user.Communities).SingleAsync(user => user.UserName == "zhang.wei", Stop);
            Assert.Equal((Role.Worker, null, true), (worker.Role, worker.PasswordHash, worker.PasswordIsTemporary));
            Assert.Equal([TestStore.Xinsheng, TestStore.Xinshun], worker.Communities.Select(one => one.CommunityId).Order());
            Assert.Equal(before + 2, await db.Users.CountAsync(Stop));
            Assert.Equal(2, await db.AuditEntries.CountAsync(line => line.Kind == AccountCommands.Kind && line.Action == "Added", Stop));
        }

        Assert.Equal((0, 0, 2), await CheckAsync(file));
        var changed = await rig.TakeAsync(ImportRig.Csv("用户名,显示姓名,角色,社区\nZHANG.WEI,张伟,社区工作者,滨河里\n"), "b.csv",
            ImportRig.Administrator, "account");
        Assert.Equal((0, 1, 0), (changed.Added, changed.Changed, changed.Unchanged));
        await using var again = rig.Store.Open();
        var one = await again.Users.Include(user => user.Communities).SingleAsync(user => user.UserName == "zhang.wei", Stop);
        Assert.Equal(TestStore.Binhe, Assert.Single(one.Communities).CommunityId);
    }

    [Fact]
    public async Task Reader_IsKnownByTheWordsOfOffices_AndLimitedWhereCommunitiesAreNamed()
    {
        var file = ImportRig.Csv("用户名,姓名,角色,社区\na,甲,查阅,\nb,乙,只读,馨顺园\nc,丙,查阅人员,\nd,丁,Reader,\n");
        Assert.Equal(4, (await rig.TakeAsync(file, "a.csv", ImportRig.Administrator, "account")).Added);
        await using var db = rig.Store.Open();
        var readers = await db.Users.Include(user => user.Communities).Where(user => user.Role == Role.Reader)
            .OrderBy(user => user.UserName).ToListAsync(Stop);
        Assert.Equal(4, readers.Count);
        Assert.Equal([TestStore.Xinshun], readers[1].ToCurrentUser().CommunityIds);
        Assert.All(readers.Where(user => user.UserName != "b"), user => Assert.Null(user.ToCurrentUser().CommunityIds));
    }

    [Theory]
    [InlineData(",张伟,街道领导,,", "A2 请填写")]
    [InlineData("zhang wei,张伟,街道领导,,", "A2 只能用")]
    [InlineData("a,,街道领导,,", "B2 请填写")]
    [InlineData("a,张伟,,,", "C2 请填写")]
    [InlineData("a,张伟,所长,,", "C2 ")]
    [InlineData("a,张伟,社区工作者,,", "D2 请填写")]
    [InlineData("a,张伟,社区工作者,没有的社区,", "D2 ")]
    [InlineData("a,张伟,街道领导,,不是邮箱", "E2 请填一个邮箱地址")]
    [InlineData("a,张伟,街道领导,,\nA,张伟,街道领导,,", "A3 ")]
    public async Task AWrongCell_IsToldWhereItStands(string rows, string told)
    {
        var view = await rig.CheckAsync(ImportRig.Csv($"用户名,显示姓名,角色,社区,邮箱\n{rows}\n"), "a.csv", ImportRig.Administrator, "account");
        Assert.StartsWith(told, Assert.Single(ImportRig.Problems(view)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASheet_NeitherMakesAdministrators_NorTakesTheRoleAway()
    {
        await rig.Store.AddAsync(new DashboardUser
        {
            UserName = "boss",
            NormalizedUserName = "BOSS",
            DisplayName = "王强",
            Role = Role.Administrator
        });
        await rig.TakeAsync(ImportRig.Csv("用户名,显示姓名,角色\nli,李,街道领导\n"), "a.csv", ImportRig.Administrator, "account");
        foreach (var row in new[] { "boss,王强,街道领导", "li,李,管理员", "new,新,管理员" })
        {
            var view = await rig.CheckAsync(ImportRig.Csv($"用户名,显示姓名,角色\n{row}\n"), "b.csv", ImportRig.Administrator, "account");
            Assert.StartsWith("C2 管理员的角色", Assert.Single(ImportRig.Problems(view)), StringComparison.Ordinal);
        }

        var same = await rig.CheckAsync(ImportRig.Csv("用户名,显示姓名,角色\nboss,王 强,管理员\n"), "c.csv", ImportRig.Administrator, "account");
        Assert.Equal((1, 0), (same.Run.Changed, ImportRig.Problems(same).Count));
    }

    [Theory]
    [InlineData(AccountImport.MostAccounts, 0)]
    [InlineData(AccountImport.MostAccounts + 1, 1)]
    public async Task ASheet_HasAsManyAccountsAsItMay_AndNotOneMore(int count, int refused)
    {
        var rows = string.Concat(Enumerable.Range(0, count).Select(i => $"user{i},张伟,街道领导\n"));
        var view = await rig.CheckAsync(ImportRig.Csv("用户名,显示姓名,角色\n" + rows), "a.csv", ImportRig.Administrator, "account");
        Assert.Equal(refused, ImportRig.Problems(view).Count);
    }

    [Fact]
    public async Task OnlyAdministrators_TakeThemIn()
    {
        foreach (var caller in new[] { TestStore.Leader, TestStore.WorkerOfXinsheng })
        {
            await Assert.ThrowsAnyAsync<Exception>(() =>
                rig.CheckAsync(ImportRig.Csv("用户名,显示姓名,角色\na,张伟,管理员\n"), "a.csv", caller, "account"));
        }
    }

    private async Task<int> CountAsync()
    {
        await using var db = rig.Store.Open();
        return await db.Users.CountAsync(Stop);
    }

    private async Task<(int, int, int)> CheckAsync(byte[] file)
    {
        var run = (await rig.CheckAsync(file, "c.csv", ImportRig.Administrator, "account")).Run;
        return (run.Added, run.Changed, run.Unchanged);
    }
}

using Concentric.Data;
using Concentric.Imports;
using Concentric.Ledgers;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.People;

/// <summary>
/// Accounts from spreadsheets, for administrators. A row whose user name is known changes that account; another one is new, and has
/// no password until an administrator makes first passwords (<see cref="AccountCommands.ResetPasswordAsync"/>): a password never
/// stands in a file.
/// </summary>
public sealed class AccountImport : ImportSheet
{
    /// <summary>The most rows of one file: each account is a person.</summary>
    public const int MostAccounts = 500;

    private static readonly Ledger<DashboardUser> Columned = new()
    {
        Kind = AccountCommands.Kind,
        Id = x => x.Id,
        Rows = db => db.Users,
        TypedColumns =
        [
            new() { Key = "user-name", Type = LedgerType.Identifier, Value = x => x.UserName, Width = 18 },
            new() { Key = "display-name", Type = LedgerType.Text, Value = x => x.DisplayName, Width = 16 },
            new() { Key = "role", Type = LedgerType.Term, Value = x => x.Role, Width = 16 },
            new() { Key = "mail", Type = LedgerType.Text, Value = x => x.Email, Width = 26 },
        ],
    };

    public override Ledger Ledger => Columned;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("user-name", ImportType.Identifier, nameof(DashboardUser.UserName))
        { Width = 18, Synonyms = ["登录名", "账号", "账户", "Login", "Account"] },
        new("display-name", ImportType.Text, nameof(AccountDetails.DisplayName))
        {
            IsRequired = true,
            IsPersonal = false,
            Width = 16,
            Synonyms = ["姓名", "人员姓名", "Name", "Person"],
        },
        new("role", ImportType.Term, nameof(AccountDetails.Role))
        { IsRequired = true, TermType = typeof(Role), Width = 16, Synonyms = ["职务", "岗位", "权限", "Position", "Permission"] },
        new("community", ImportType.Community, nameof(AccountDetails.CommunityIds))
        { IsMany = true, Width = 30, Synonyms = ["所属社区", "负责社区", "Communities", "Community name"] },
        new("mail", ImportType.Text, nameof(AccountDetails.MailAddress))
        {
            IsPersonal = false,
            Width = 26,
            Synonyms = ["电子邮箱", "邮件", "E-mail"],
        },
    ];

    internal override bool IsStaged => false;

    public override bool IsOpenTo(CurrentUser caller) => caller.Role == Role.Administrator;

    internal override ImportBatchProcessor Open(ImportBatchProcessor.Setting setting) => new Pass(setting);

    private sealed class Pass(ImportBatchProcessor.Setting setting) : TrackedImportProcessor<DashboardUser, AccountDetails>(setting)
    {
        private readonly Dictionary<string, int> rowsByName = [];
        private Dictionary<string, DashboardUser>? known;

        protected override async Task ReadAsync(CancellationToken cancellationToken) =>
            known ??= await Db.Users.Include(user => user.Communities)
                .ToDictionaryAsync(user => user.NormalizedUserName!, cancellationToken);

        protected override void Note(DashboardUser user, AccountDetails? before) =>
            AccountCommands.Note(Db, Scene.By.At, Scene.Caller, user, before);

        protected override ImportResult Take(ImportRow row)
        {
            var normalized = row.CheckedIdentifier() ?? "";
            var name = PlainText.Clean(TypedText.Narrow(row.Cell("user-name").Text)) ?? "";
            if (row.Check.That(name.Length > 0, nameof(DashboardUser.UserName), null, Rule.Required))
            {
                row.Check.That(UserNames.IsName(name), nameof(DashboardUser.UserName), name, Rule.NotAUserName, UserNames.Most);
                normalized = UserNames.Normalize(name);
                if (!rowsByName.TryAdd(normalized, row.Source.Number))
                    row.Check.That(false, nameof(DashboardUser.UserName), name, Rule.RepeatedInRow, rowsByName[normalized]);
                row.Check.That(rowsByName.Count <= MostAccounts, nameof(DashboardUser.UserName), name, Rule.TooManyAccounts,
                    MostAccounts);
            }

            row.Check.ThrowIfAny();
            var present = known!.GetValueOrDefault(normalized);
            if (Scene.Wants(present is not null)) row.Keep();
            var before = present is null ? null : AccountCommands.DetailsOf(present);
            var details = Read(row, before);
            row.Check.ThrowIfAny();
            if (before is not null && before.IsSame(details)) return new(row, ImportOutcome.Unchanged, []);
            var user = present ?? new DashboardUser
            {
                UserName = name,
                NormalizedUserName = normalized,
                DisplayName = "",
                CreatedAt = Scene.By.At,
                LockoutEnabled = true,
                PasswordIsTemporary = true,
            };
            AccountCommands.Set(user, details);
            if (before is null || before.Role != details.Role || !before.CommunityIds.SequenceEqual(details.CommunityIds))
                AccountCommands.Restamp(user);
            known![normalized] = user;
            return Written(row, user, before, user.UserName!);
        }

        private static AccountDetails Read(ImportRow row, AccountDetails? present)
        {
            var displayName = row.Check.RequiredLine(nameof(AccountDetails.DisplayName), row.Text("display-name", present?.DisplayName),
                TextLimits.Name);
            var role = row.Term("role", present?.Role);
            var communities = row.Communities("community", present?.CommunityIds.ToList() ?? []);
            var mail = PlainText.Clean(row.Text("mail", present?.MailAddress));
            var isRole = row.Check.That(role is not null, nameof(AccountDetails.Role), null, Rule.Required);
            row.Check.That(role != Role.Worker || communities.Count > 0, nameof(AccountDetails.CommunityIds), null, Rule.Required);
            row.Check.That(mail is null || MailAddresses.IsAddress(mail), nameof(AccountDetails.MailAddress), mail, Rule.NotAMailAddress);
            // Who keeps the program is settled by hand: a role that was filled down too far must not make administrators, or take the last.
            row.Check.That(!isRole || role == Role.Administrator == (present?.Role == Role.Administrator),
                nameof(AccountDetails.Role), row.Cell("role").Text, Rule.AdministratorsRole);
            return new(displayName, role ?? default,
                role is { } known && CurrentUser.CanBeLimited(known) ? [.. communities.Order()] : [], mail);
        }
    }
}

using Concentric.Calendar;
using Concentric.Data;
using Concentric.Imports;
using Concentric.Imports.Files;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Time;

namespace Concentric.CalendarYears;

/// <summary>
/// Holidays and make-up days from spreadsheets, for those who keep the calendar; the State Council's notice can be pasted as it is. A
/// day that the calendar has is changed, another one is new, and none is taken out.
/// </summary>
public sealed class CalendarImport(CalendarCommands commands, CalendarQueries queries) : ImportSheet
{
    /// <summary>The most days of one file: a year has about forty.</summary>
    public const int MostDays = 1_000;

    /// <summary>The most days that one cell names: no holiday is as long.</summary>
    public const int MostSpanDays = 31;

    /// <summary>Longer texts that are pasted are no notice.</summary>
    public const int MostNoticeCharacters = 20_000;

    private static readonly HashSet<string> Off =
        ["休", "放假", "休息", "节假日", "法定节假日", "法定假日", "节日", "假日", "假期", "放假调休", "否", "holiday", "off", "dayoff", "no"];

    private static readonly HashSet<string> Worked =
        ["班", "上班", "补班", "调休上班", "调班", "工作日", "是", "make-up", "makeup", "make-upday", "work", "working", "workingday", "yes"];

    private static readonly Ledger<CalendarDay> Columned = new()
    {
        Kind = CalendarCommands.Kind,
        // Days are told by themselves.
        Id = x => 0,
        Rows = db => db.CalendarDays,
        TypedColumns =
        [
            new() { Key = "day", Type = LedgerType.Day, Value = x => x.Day },
            new() { Key = "kind", Type = LedgerType.Term, Value = x => x.IsWorking ? CalendarDayKind.MakeUp : CalendarDayKind.Holiday },
            new() { Key = "name", Type = LedgerType.Text, Value = x => x.Name, Width = 20 },
            new() { Key = "name-en", Type = LedgerType.Text, Value = x => x.NameEn, Width = 24 },
        ],
    };

    public override Ledger Ledger => Columned;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("day", ImportType.Day, nameof(CalendarDay.Day))
        {
            IsRequired = true,
            Width = 26,
            Synonyms = ["放假日期", "放假时间", "日期范围", "时间", "Date"],
        },
        new("kind", ImportType.Term, nameof(CalendarDay.IsWorking))
        {
            IsRequired = true,
            TermType = typeof(CalendarDayKind),
            Width = 14,
            Synonyms = ["类型", "安排", "性质", "放假或上班", "是否上班", "Working day", "Type"],
        },
        new("name", ImportType.Text, nameof(CalendarDay.Name))
        {
            IsRequired = true,
            Width = 20,
            Synonyms = ["节日", "节日名称", "假日名称", "Holiday", "Holiday name"],
        },
        new("name-en", ImportType.Text, nameof(CalendarDay.NameEn)) { Width = 24, Synonyms = ["英文名", "节日英文名称", "English name"] },
        new("year", ImportType.Whole, YearField) { Synonyms = ["年", "年度", "Calendar year"] },
    ];

    /// <summary>Days find themselves.</summary>
    public override string Identifier => "day";

    internal override bool IsStaged => false;

    private const string YearField = "Year";

    public override bool IsOpenTo(CurrentUser caller) => caller.MayKeepCalendar;

    public override string? RowsOf(string pasted) => CalendarNotice.RowsOf(pasted);

    internal override ImportBatchProcessor Open(ImportBatchProcessor.Setting setting) => new Pass(commands, queries, setting);

    private sealed class Pass(CalendarCommands commands, CalendarQueries queries, ImportBatchProcessor.Setting setting)
        : ImportBatchProcessor(setting)
    {
        private readonly ImportBatchProcessor.Setting setting = setting;
        private readonly Dictionary<DateOnly, int> rowsByDay = [];
        private readonly List<CalendarChange> changes = [];
        private Dictionary<DateOnly, CalendarDay>? known;
        private bool isRefused;

        protected override async Task<IReadOnlyList<ImportResult>> TakeShownAsync(IReadOnlyList<ImportRow> rows,
            CancellationToken cancellationToken)
        {
            known ??= (await CalendarQueries.AllAsync(setting.Db, cancellationToken)).ToDictionary(day => day.Day);
            var results = rows.Select(row => OrRefused(row, Take)).ToList();
            isRefused |= results.Exists(result => result.Outcome == ImportOutcome.Refused);
            return results;
        }

        public override async Task<DueDayMoves?> CompleteAsync(IProgress<double>? progress, CancellationToken cancellationToken)
        {
            if (isRefused || changes.Count == 0) return null;
            if (setting.Adds is null) return await queries.MovesAsync(setting.Db, setting.Scene.Caller, changes, cancellationToken);
            var move = setting.Choices.For(ImportQuestion.DueDays) == ImportAnswer.Change
                ? new MoveDueDays(Texts.Get("DueDays.Reason"))
                : null;
            await commands.ApplyAsync(setting.Db, setting.Scene.Caller, changes, move, progress, cancellationToken);
            return null;
        }

        private ImportResult Take(ImportRow row)
        {
            if (SpanOf(row) is not { } span) throw new RefusedException([.. row.Check.Found]);
            foreach (var day in span.Days)
            {
                if (!rowsByDay.TryAdd(day, row.Source.Number))
                    row.Check.That(false, nameof(CalendarDay.Day), span.ToString(), Rule.RepeatedInRow, rowsByDay[day]);
            }

            row.Check.That(rowsByDay.Count <= MostDays, nameof(CalendarDay.Day), span.ToString(), Rule.TooManyDays, MostDays);
            var present = known!.GetValueOrDefault(span.First);
            if (setting.Scene.Wants(present is not null)) row.Keep();
            row.Said("day", span.ToString(), span.ToString());
            var days = Read(row, span, present);
            row.Check.ThrowIfAny();
            return Compare(row, days);
        }

        private static CalendarSpan? SpanOf(ImportRow row)
        {
            var cell = row.Cell("day");
            var year = row.Whole("year");
            row.Check.That(year is null or (>= 1 and <= 9999), YearField, year?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Rule.NotANumber);
            if (row.Check.Has(nameof(CalendarDay.Day), YearField)) return null;
            if (!row.Check.That(cell.Kind != CellKind.Empty, nameof(CalendarDay.Day), null, Rule.Required)) return null;
            if (cell.Kind == CellKind.Moment) return new(cell.Day, cell.Day);
            var span = CalendarSpan.Read(cell.Text!, (int?)year, out var wrong);
            if (wrong is { } rule) row.Check.That(false, nameof(CalendarDay.Day), cell.Text, rule, MostSpanDays);
            return span;
        }

        private List<CalendarDay> Read(ImportRow row, CalendarSpan span, CalendarDay? present)
        {
            var isWorking = KindOf(row, present);
            var name = row.Text("name", present?.Name);
            var isSameName = present is not null && PlainText.Clean(name) == present.Name;
            var nameEn = row.Text("name-en", isSameName ? present!.NameEn : null);
            if (PlainText.Clean(nameEn) is null)
                nameEn = isSameName && !row.Has("name-en") ? present!.NameEn : BuiltInCalendar.EnglishOf(PlainText.Clean(name) ?? "");
            return [.. span.Days.Select(day =>
                CalendarCommands.Check(new(day, isWorking == true, name, nameEn), setting.Scene.By.Today, row.Check))];
        }

        private static bool? KindOf(ImportRow row, CalendarDay? present)
        {
            CalendarDayKind? was = present is null ? null : present.IsWorking ? CalendarDayKind.MakeUp : CalendarDayKind.Holiday;
            var word = ImportLookups.Fold(row.Cell("kind").Text);
            CalendarDayKind? said;
            if (row.Has("kind") && (Off.Contains(word) || Worked.Contains(word)))
                row.Said("kind", was, said = Off.Contains(word) ? CalendarDayKind.Holiday : CalendarDayKind.MakeUp);
            else if (row.Has("kind") && word.Length > 0 && row.Scene.Lookups.Term(typeof(CalendarDayKind), word) is null)
            {
                // 调休 alone is said of both: the day taken off, and the day worked for it.
                row.Check.That(false, nameof(CalendarDay.IsWorking), row.Cell("kind").Text, Rule.NotAKindOfDay);
                return null;
            }
            else said = row.Term("kind", was);

            row.Check.That(said is not null, nameof(CalendarDay.IsWorking), null, Rule.Required);
            return said is null ? null : said == CalendarDayKind.MakeUp;
        }

        private ImportResult Compare(ImportRow row, List<CalendarDay> days)
        {
            var (added, changed) = (false, false);
            foreach (var day in days)
            {
                var present = known!.GetValueOrDefault(day.Day);
                if (present is not null && ContentOf(present) == ContentOf(day)) continue;
                changes.Add(new(day.Day, day));
                (added, changed) = (added || present is null, changed || present is not null);
            }

            return changed
                ? new(row, ImportOutcome.Changed, []) { Record = days[0].Day.ToIso() }
                : new(row, added ? ImportOutcome.Added : ImportOutcome.Unchanged, []);
        }

        private static (bool, string, string) ContentOf(CalendarDay day) => (day.IsWorking, day.Name, day.NameEn);
    }
}

using System.Data.Common;
using System.Reflection;
using Concentric.Rules;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Data.Text;

/// <summary>
/// What <see cref="TextFold"/> and <see cref="NameOrder"/> are in SQL. The embedded store calls back into them, by a function and a
/// collation that each connection is given; no index and no table knows of either, so other programs can open the file. SQL Server
/// has a Chinese collation by pinyin, and folds by LOWER and TRANSLATE.
/// </summary>
internal static class StoreText
{
    private const string Holds = "folded_holds";
    private const string Names = "NAMES";

    /// <summary>By pinyin, case and width left out.</summary>
    private const string SqlServerNames = "Chinese_PRC_CI_AS";

    /// <summary>Compares code by code, so that only what was folded is alike.</summary>
    public const string SqlServerExact = "Latin1_General_100_BIN2";

    /// <summary>Lets a context's queries use them.</summary>
    public static DbContextOptionsBuilder UseStoreText(this DbContextOptionsBuilder builder, StoreProvider provider)
    {
        ((IDbContextOptionsBuilderInfrastructure)builder).AddOrUpdateExtension(new Extension(provider));
        return builder;
    }

    /// <summary>
    /// Gives a connection of the embedded store what its queries call. The driver keeps it for the connection's further openings.
    /// </summary>
    public static void Register(DbConnection connection)
    {
        if (connection is not SqliteConnection sqlite) return;
        sqlite.CreateFunction<string?, string, bool>(Holds, TextFold.Holds, isDeterministic: true);
        sqlite.CreateCollation(Names, NameOrder.Compare);
    }

    private sealed class Extension(StoreProvider provider) : IDbContextOptionsExtension
    {
        public DbContextOptionsExtensionInfo Info => new ExtensionInfo(this, provider);

        public void ApplyServices(IServiceCollection services) =>
            services.AddScoped<IMethodCallTranslatorPlugin>(scope =>
                new Plugin(new Translator(scope.GetRequiredService<ISqlExpressionFactory>(), provider)));

        public void Validate(IDbContextOptions options)
        {
        }
    }

    private sealed class ExtensionInfo(IDbContextOptionsExtension extension, StoreProvider provider)
        : DbContextOptionsExtensionInfo(extension)
    {
        private readonly StoreProvider provider = provider;

        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "";

        public override int GetServiceProviderHashCode() => (int)provider;

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) =>
            other is ExtensionInfo same && same.provider == provider;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) =>
            debugInfo["Concentric:StoreText"] = provider.ToString();
    }

    private sealed class Plugin(IMethodCallTranslator translator) : IMethodCallTranslatorPlugin
    {
        public IEnumerable<IMethodCallTranslator> Translators => [translator];
    }

    private sealed class Translator(ISqlExpressionFactory sql, StoreProvider provider) : IMethodCallTranslator
    {
        public SqlExpression? Translate(SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
            IDiagnosticsLogger<DbLoggerCategory.Query> logger)
        {
            if (method.DeclaringType == typeof(NameOrder) && method.Name == nameof(NameOrder.Of))
                return new CollateExpression(sql.ApplyDefaultTypeMapping(arguments[0]), provider == StoreProvider.Sqlite
                    ? Names
                    : SqlServerNames);
            if (method.DeclaringType != typeof(TextFold) || method.Name != nameof(TextFold.Holds)) return null;
            var text = sql.ApplyDefaultTypeMapping(arguments[0]);
            var word = sql.ApplyTypeMapping(arguments[1], text.TypeMapping);
            if (provider == StoreProvider.Sqlite) return sql.Function(Holds, [text, word], nullable: true, [true, false], typeof(bool));
            var plain = sql.Function("TRANSLATE",
                [new CollateExpression(text, SqlServerExact), sql.Constant(TextFold.Wide, text.TypeMapping),
                    sql.Constant(TextFold.Plain, text.TypeMapping)], true, [true, false, false], typeof(string), text.TypeMapping);
            var folded = sql.Function("LOWER", [plain], true, [true], typeof(string), text.TypeMapping);
            return sql.GreaterThan(sql.Function("CHARINDEX", [word, folded], true, [false, true], typeof(int)), sql.Constant(0));
        }
    }
}

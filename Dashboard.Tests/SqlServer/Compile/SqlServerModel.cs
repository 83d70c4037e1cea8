using Concentric.Tests.SqlServer.Capture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac.Model;

namespace Concentric.Tests.SqlServer.Compile;

/// <summary>
/// A SQL Server 2022 schema without a server, and what that server would say to a command. Building one takes about a
/// second and a command a millisecond or two, so make one per test class and validate many commands at once.
/// </summary>
public sealed class SqlServerModel : IDisposable
{
    private readonly Lock _gate = new();
    private TSqlModel _model;

    public SqlServerModel(string script)
    {
        Schema = SchemaScript.Play(script);
        _model = Build();
        SchemaErrors = [.. _model.Validate().Select(Describe), .. CascadePaths.Broken(Schema).Select(p => "Msg1785 " + p)];
    }

    public SchemaScript Schema { get; }

    /// <summary>What is wrong with the schema itself; empty when a server would take it.</summary>
    public IReadOnlyList<string> SchemaErrors { get; }

    /// <summary>The schema the EF model asks for.</summary>
    public static SqlServerModel OfModel(DbContext context) => new(context.Database.GenerateCreateScript());

    /// <summary>The schema the migrations lead to.</summary>
    public static SqlServerModel OfMigrations(DbContext context) => new(context.GetService<IMigrator>().GenerateScript());

    /// <summary>Everything SQL Server would refuse in these commands; commands of the same shape are looked at once.</summary>
    public IReadOnlyList<SqlServerError> Validate(IEnumerable<CapturedCommand> commands)
    {
        var errors = new List<SqlServerError>();
        var procedures = new List<CompiledCommand>();
        foreach (var command in commands.DistinctBy(c => c.Shape))
        {
            var parsed = Sql.Parse(command.Text, out var mistakes);
            errors.AddRange(mistakes.Select(m => new SqlServerError(command, "Syntax", m)));
            if (command.Parameters.Count > 2100)
                errors.Add(new(command, "Msg8003", $"{command.Parameters.Count} parameters; a command may have 2,100."));
            if (mistakes.Count > 0)
                continue;
            errors.AddRange(SqlRules.Broken(parsed).Select(b => new SqlServerError(command, b.Code, b.Message)));
            procedures.Add(new CompiledCommand($"compiled_{procedures.Count:D5}", command));
        }

        lock (_gate)
            errors.AddRange(Resolve(procedures));
        return errors;
    }

    public void Dispose() => _model.Dispose();

    private List<SqlServerError> Resolve(List<CompiledCommand> procedures)
    {
        var errors = new List<SqlServerError>();
        if (procedures.Count == 0)
            return errors;
        if (!TryAdd(procedures, out _))
        {
            // Rare: one of them can't even be read in (an undeclared variable), and DacFx then takes nothing more.
            procedures = procedures.FindAll(p =>
            {
                if (TryAdd([p], out var why))
                    return true;
                errors.Add(new(p.Command, "Build", why));
                return false;
            });
            TryAdd(procedures, out _);
        }

        var found = _model.Validate().ToLookup(m => procedures.Find(p => m.Message.Contains(p.Name, StringComparison.Ordinal)));
        errors.AddRange(
            from procedure in procedures
            from message in found[procedure]
            select new SqlServerError(procedure.Command, $"{message.Prefix}{message.Number}", message.Message));
        return errors;
    }

    private bool TryAdd(List<CompiledCommand> procedures, out string why)
    {
        try
        {
            _model.AddOrUpdateObjects(string.Join("\nGO\n", procedures.Select(p => p.Text)), "commands", new TSqlObjectOptions());
            why = "";
            return true;
        }
        catch (DacModelException refused)
        {
            _model.Dispose();
            _model = Build();
            why = string.Join("; ", refused.Messages.Select(Describe));
            return false;
        }
    }

    private TSqlModel Build()
    {
        var model = new TSqlModel(SqlServerVersion.Sql160, new TSqlModelOptions());
        model.AddOrUpdateObjects(string.Join("\nGO\n", Schema.Batches()), "schema", new TSqlObjectOptions());
        return model;
    }

    private static string Describe(DacModelMessage message) => $"{message.Prefix}{message.Number} {message.Message}";
}

using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Concentric.Tests.SqlServer.Compile;

/// <summary>
/// The schema a script ends with. A migration script is a story (create, alter, rename, drop), and DacFx reads only
/// pictures (CREATE statements), so the story is played through here, statement by statement. A statement that is not
/// understood throws: what is not played through is not tested. Data changes are parsed and otherwise left out.
/// </summary>
public sealed class SchemaScript
{
    private readonly Dictionary<string, CreateTableStatement> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, CreateIndexStatement> _indexes = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<TSqlStatement> _others = [];

    private SchemaScript()
    {
    }

    internal IEnumerable<CreateTableStatement> Tables => _tables.Values;

    internal IEnumerable<CreateIndexStatement> Indexes => _indexes.Values;

    public static SchemaScript Play(string script)
    {
        var schema = new SchemaScript();
        schema.PlayText(script);
        return schema;
    }

    /// <summary>CREATE statements only, one batch each: what DacFx and a server can both run.</summary>
    public IEnumerable<string> Batches() =>
        _others.OfType<CreateSchemaStatement>().Cast<TSqlStatement>()
            .Concat(_others.OfType<CreateSequenceStatement>())
            .Concat(_tables.Values).Concat(_indexes.Values)
            .Concat(_others.Where(o => o is not (CreateSchemaStatement or CreateSequenceStatement)))
            .Select(Sql.Text);

    /// <summary>
    /// One sorted line for each table, column, key and index, to compare two schemas by. Defaults are left out: a column
    /// added later needs one for the rows that exist, which the model does not know.
    /// </summary>
    public IReadOnlyList<string> Describe()
    {
        var lines = _indexes.Values.Select(Sql.Text).Concat(_others.Select(Sql.Text)).Select(OneLine).ToList();
        foreach (var (name, table) in _tables)
        {
            lines.AddRange(table.Definition.ColumnDefinitions.Select(c => OneLine(
                $"{name}.{c.ColumnIdentifier.Value} {(c.DataType is null ? Sql.Text(c.ComputedColumnExpression) : Sql.Text(c.DataType))}"
                + $"{(c.IdentityOptions is null ? "" : " IDENTITY")}{(IsNullable(c) ? "" : " NOT NULL")}")));
            lines.AddRange(table.Definition.TableConstraints.Select(c => OneLine($"{name} {Sql.Text(c)}")));
        }
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private void PlayText(string script)
    {
        var parsed = Sql.Parse(script, out var errors);
        if (errors.Count > 0)
            throw new InvalidOperationException("The script is not T-SQL: " + string.Join("; ", errors));
        foreach (var statement in parsed.Batches.SelectMany(b => b.Statements))
            Play(statement);
    }

    private void Play(TSqlStatement statement)
    {
        switch (statement)
        {
            case CreateTableStatement create:
                _tables.Add(Name(create.SchemaObjectName), create);
                break;
            case AlterTableAddTableElementStatement add:
                var grown = Table(add.SchemaObjectName).Definition;
                add.Definition.ColumnDefinitions.ToList().ForEach(grown.ColumnDefinitions.Add);
                add.Definition.TableConstraints.ToList().ForEach(grown.TableConstraints.Add);
                break;
            case AlterTableDropTableElementStatement drop:
                foreach (var element in drop.AlterTableDropTableElements)
                    Drop(Table(drop.SchemaObjectName).Definition, element.Name.Value);
                break;
            case AlterTableAlterColumnStatement alter:
                Alter(Column(Table(alter.SchemaObjectName), alter.ColumnIdentifier.Value), alter);
                break;
            case DropTableStatement drop:
                foreach (var table in drop.Objects.Select(Name))
                    DropTable(table);
                break;
            case CreateIndexStatement index:
                _indexes.Add($"{Name(index.OnName)}.{index.Name.Value}", index);
                break;
            case DropIndexStatement drop:
                foreach (var clause in drop.DropIndexClauses.Cast<DropIndexClause>())
                    _indexes.Remove($"{Name(clause.Object)}.{clause.Index.Value}");
                break;
            case ExecuteStatement execute:
                Execute(execute.ExecuteSpecification.ExecutableEntity);
                break;
            case IfStatement choice:
                Play(choice.ThenStatement); // EF asks only whether the work is still to be done; from an empty database it is
                break;
            case BeginEndBlockStatement block:
                block.StatementList.Statements.ToList().ForEach(Play);
                break;
            case CreateSchemaStatement or CreateSequenceStatement or CreateViewStatement or CreateProcedureStatement
                or CreateFunctionStatement or CreateTriggerStatement:
                _others.Add(statement);
                break;
            case TransactionStatement or SetOnOffStatement or DeclareVariableStatement or SelectStatement or DataModificationStatement
                or PrintStatement:
                break;
            default:
                throw new NotSupportedException(
                    $"{statement.GetType().Name} in a migration script is not played through yet: {Sql.Text(statement)}");
        }
    }

    private void Execute(ExecutableEntity entity)
    {
        switch (entity)
        {
            case ExecutableStringList { Strings: [StringLiteral text] }:
                PlayText(text.Value);
                break;
            // EXEC(N'ALTER TABLE … DROP CONSTRAINT [' + @var + ']'): a default, whose name only the server knows.
            case ExecutableStringList list when list.Strings.OfType<StringLiteral>()
                .Any(s => s.Value.Contains("DROP CONSTRAINT", StringComparison.Ordinal)):
                break;
            case ExecutableProcedureReference { ProcedureReference.ProcedureReference.Name.BaseIdentifier.Value: "sp_rename" } rename:
                var values = rename.Parameters.Select(p => ((StringLiteral)p.ParameterValue).Value).ToList();
                Rename(values[0].Trim('[', ']').Split("].["), values[1], values[2]);
                break;
            default:
                throw new NotSupportedException($"EXEC is not played through yet: {Sql.Text(entity)}");
        }
    }

    private void Rename(string[] old, string name, string kind)
    {
        var fresh = new Identifier { Value = name, QuoteType = QuoteType.SquareBracket };
        switch (kind)
        {
            case "COLUMN":
                var table = _tables[string.Join('.', old[..^1])];
                Column(table, old[^1]).ColumnIdentifier = fresh;
                break;
            case "INDEX":
                _indexes.Remove(string.Join('.', old), out var index);
                index!.Name = fresh;
                _indexes.Add(string.Join('.', [.. old[..^1], name]), index);
                break;
            default:
                throw new NotSupportedException($"sp_rename of {kind} is not played through yet: {string.Join('.', old)}");
        }
    }

    private void DropTable(string table)
    {
        _tables.Remove(table);
        foreach (var key in _indexes.Where(i => Name(i.Value.OnName) == table).Select(i => i.Key).ToList())
            _indexes.Remove(key);
    }

    private static void Drop(TableDefinition table, string name)
    {
        if (table.TableConstraints.FirstOrDefault(c => Same(c.ConstraintIdentifier, name)) is { } constraint)
            table.TableConstraints.Remove(constraint);
        else if (table.ColumnDefinitions.FirstOrDefault(c => Same(c.ColumnIdentifier, name)) is { } column)
            table.ColumnDefinitions.Remove(column);
        else
            throw new InvalidOperationException($"There is no column or constraint {name} to drop.");
    }

    private static void Alter(ColumnDefinition column, AlterTableAlterColumnStatement alter)
    {
        column.DataType = alter.DataType;
        column.Constraints.OfType<NullableConstraintDefinition>().ToList().ForEach(c => column.Constraints.Remove(c));
        column.Constraints.Add(new NullableConstraintDefinition
        {
            Nullable = alter.AlterTableAlterColumnOption is not AlterTableAlterColumnOption.NotNull,
        });
    }

    private static ColumnDefinition Column(CreateTableStatement table, string name) =>
        table.Definition.ColumnDefinitions.Single(c => Same(c.ColumnIdentifier, name));

    private static bool Same(Identifier? identifier, string name) =>
        string.Equals(identifier?.Value, name, StringComparison.OrdinalIgnoreCase);

    private static bool IsNullable(ColumnDefinition column) =>
        column.Constraints.OfType<NullableConstraintDefinition>().FirstOrDefault()?.Nullable ?? true;

    private CreateTableStatement Table(SchemaObjectName name) => _tables[Name(name)];

    internal static string Name(SchemaObjectName name) => string.Join('.', name.Identifiers.Select(i => i.Value));

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

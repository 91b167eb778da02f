# Completion for kb in fish. The program itself knows what may follow (cli/line/complete_line.h).

function __kb_complete
    set -l current (commandline -ct)
    set -l words (commandline -opc) $current
    set -l typed $words[2]
    for word in $words[3..-1]
        set typed $typed\n$word
    end
    for line in (kb complete --line "$typed" 2>/dev/null)
        if test "$line" = :files
            # Of --db=PATH only what stands behind the equal sign is a path.
            set -l option (string match -r -- '^--[^=]*=' $current)
            for path in (__fish_complete_path (string replace -- "$option" '' $current))
                echo "$option$path"
            end
        else
            echo $line
        end
    end
end

complete -c kb -f -a '(__kb_complete)'

#!/usr/bin/env bash
# Trains Panda-Mini from nothing and writes its model folder: train.sh WORK_FOLDER [options of train.py]
# Debian 12: apt-get install python3-torch libopenblas0-pthread python3-numpy python3-sentencepiece
set -euo pipefail
work=${1:?usage: train.sh WORK_FOLDER [options of train.py]}
shift
here=$(cd "$(dirname "$0")" && pwd)
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1

/usr/bin/python3 "$here/tokenizer.py" "$here/../model/tokenizer.model"
/usr/bin/python3 "$here/make_tokenizer_golden.py"
/usr/bin/python3 "$here/train.py" --out "$work" "$@"
/usr/bin/python3 "$here/export.py" "$work/language.pt" "$work/export"
cd "$here/../../.." && npm run build:mini -- "$work/export"
